import { onlyDisabled, type Outcome, type Plan } from '../model/plan.ts';
import type { Quarantine, QuarantineEntry } from '../model/quarantine.ts';
import { compare } from '../model/order.ts';
import { count } from '../text/text.ts';
import { localMinute, readable } from '../text/times.ts';
import { resourceName } from './outcome-words.ts';

type Asked = Pick<Plan, 'quarantine'>;

/** The resources whose quarantine begins with this plan or sweep. */
export function beginning({ quarantine }: Asked): readonly QuarantineEntry[] {
  return quarantine?.entries.filter(({ state }) => state === 'begins') ?? [];
}

/** `5 resources would go into quarantine until 2026-12-07 03:00 UTC, 1 of them disabled.` */
export function plannedQuarantine(plan: Pick<Plan, 'quarantine' | 'steps'>): string {
  return sentence(beginning(plan), 'would go', onlyDisabled(plan).size);
}

/** The same of a sweep that is over. */
export function sweptQuarantine({
  quarantine,
  outcomes,
}: Asked & { readonly outcomes: readonly Outcome[] }): string {
  const begun = beginning({ quarantine });
  const disabled = begun.filter(({ key }) => outcomes.some((outcome) => outcome.key === key));
  return sentence(begun, 'went', disabled.length);
}

/** Empty where none begins. */
function sentence(begun: readonly QuarantineEntry[], verb: string, disabled: number): string {
  const last = begun
    .map(({ until }) => until)
    .toSorted(compare)
    .at(-1);
  if (last === undefined) return '';
  const off = disabled === 0 ? '' : `, ${disabled} of them disabled`;
  return `${count(begun.length, 'resource')} ${verb} into quarantine until ${localMinute(last)}${off}.`;
}

const shownAtMost = 12;

/** The resources that are in quarantine no more although nothing deleted them, each with the reason. */
export function leftLines({ quarantine }: Asked, { verbose }: { readonly verbose: boolean }) {
  const left = quarantine?.entries.filter(({ state }) => state === 'left') ?? [];
  const shown = verbose ? left : left.slice(0, shownAtMost);
  const hidden = left.length - shown.length;
  return {
    heading: left.length === 0 ? null : `In quarantine no more (${left.length})`,
    lines: [
      ...shown.map((entry) => `${resourceName(entry)}: ${readable(entry.detail)}`),
      ...(hidden > 0 ? [`and ${count(hidden, 'more', 'more')}: --verbose lists all.`] : []),
    ],
  };
}

export function quarantineJson(quarantine: Quarantine | null) {
  return (
    quarantine && {
      seconds: quarantine.durationMs / 1000,
      entries: quarantine.entries.map(({ proof: _proof, ...entry }) => ({
        key: entry.key,
        kind: entry.kind,
        resource: entry.resource,
        region: entry.region,
        app: entry.app,
        stage: entry.stage,
        state: entry.state,
        since: entry.since,
        until: entry.until,
        detail: entry.detail,
      })),
    }
  );
}
