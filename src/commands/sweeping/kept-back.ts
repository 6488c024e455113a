import type { Finding } from '../../model/finding.ts';
import type { Exclusion, Plan } from '../../model/plan.ts';

/** Keys of resources that stay because of an answer. */
export interface Kept {
  /** Its data was to be kept. */
  readonly data: ReadonlySet<string>;
  /** Its id was not typed once more. */
  readonly words: ReadonlySet<string>;
}

/** Resources that stay because of an answer are told like all other exclusions. */
export function keptBack(plan: Plan, findings: readonly Finding[], kept: Kept): Plan {
  const answered = findings.flatMap((finding) => {
    const why = whyKept(finding.key, kept);
    return why === null ? [] : [{ ...exclusionOf(finding), ...why }];
  });
  const keys = new Set(answered.map(({ key }) => key));
  return { ...plan, excluded: [...plan.excluded.filter(({ key }) => !keys.has(key)), ...answered] };
}

function whyKept(key: string, { data, words }: Kept): Pick<Exclusion, 'reason' | 'detail'> | null {
  if (data.has(key)) return { reason: 'loses-data', detail: 'You chose to keep its data.' };
  if (words.has(key)) return { reason: 'not-chosen', detail: 'You did not type its id once more.' };
  return null;
}

function exclusionOf({ key, kind, id, region, app, stage, verdict }: Finding) {
  return { key, kind, resource: id, region, app, stage, verdict, chosen: true, command: null };
}
