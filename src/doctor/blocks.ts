import type { Cause, Diagnosis, DiagnosisBlock, Remedy } from '../model/diagnosis.ts';
import { sweepOf } from './commands.ts';
import type { Facts } from './facts.ts';

/**
 * Errors of one stage that have the same causes are told once, with one sweep for all the resources that they
 * name. Where no plan takes all of these together, each error stays a block of its own. Unknown errors come
 * last.
 */
export function blocksOf(diagnoses: readonly Diagnosis[], facts: Facts): readonly DiagnosisBlock[] {
  const groups = new Map<string, [Diagnosis, ...Diagnosis[]]>();
  for (const diagnosis of diagnoses) {
    const known = groups.get(likeness(diagnosis));
    if (known) known.push(diagnosis);
    else groups.set(likeness(diagnosis), [diagnosis]);
  }
  const blocks = [...groups.values()].flatMap((group) => {
    const causes = group[0].causes.map((cause, index) =>
      mergedCause(cause, { group, index, facts }),
    );
    const merged = causes.filter((cause) => cause !== null);
    if (group.length === 1 || merged.length < causes.length) {
      return group.map((diagnosis) => blockOf([diagnosis], diagnosis));
    }
    return [blockOf(group, { ...group[0], causes: merged })];
  });
  return blocks.toSorted((a, b) => Number(isUnknown(a.diagnosis)) - Number(isUnknown(b.diagnosis)));
}

function blockOf(group: readonly Diagnosis[], diagnosis: Diagnosis): DiagnosisBlock {
  return {
    codes: [...new Set(group.map(({ error }) => error.code))],
    names: namesOf(group),
    messages: group.filter(isUnknown).map(({ error }) => error.message),
    errors: group.length,
    diagnosis,
  };
}

function isUnknown({ error }: Diagnosis): boolean {
  return error.family === 'unknown';
}

function namesOf(group: readonly Diagnosis[]): readonly string[] {
  return [...new Set(group.flatMap(({ error }) => error.name ?? error.logicalName ?? []))];
}

/** Everything printed about an error, except the resources of its sweep and their proof. */
function likeness(diagnosis: Diagnosis): string {
  const { error, stages, causes, ruledOut, next } = diagnosis;
  // Different errors of one cause are told together; an error without a cause stays alone.
  const subject = isUnknown(diagnosis) || causes.length > 0 ? isUnknown(diagnosis) : error.code;
  return JSON.stringify([
    subject,
    error.from,
    stages,
    causes.map(({ code, title, after, recurrence, remedies }) => [
      code,
      title,
      after,
      recurrence,
      remedies.map((remedy) => (takenBy(remedy) ? [remedy.type, remedy.note] : remedy)),
    ]),
    ruledOut,
    next,
  ]);
}

/** Null: no plan takes the resources of all these sweeps together. */
function mergedCause(
  cause: Cause,
  {
    group,
    index,
    facts,
  }: { readonly group: readonly Diagnosis[]; readonly index: number; readonly facts: Facts },
): Cause | null {
  const alike = group.flatMap(({ causes }) => causes[index] ?? []);
  const remedies = cause.remedies.map((remedy, place) =>
    mergedRemedy(
      remedy,
      alike.flatMap((each) => takenBy(each.remedies[place]) ?? []),
      facts,
    ),
  );
  const whole = remedies.filter((remedy) => remedy !== null);
  if (whole.length < remedies.length) return null;
  const why = new Map(
    alike.flatMap((each) => each.evidence).map((each) => [JSON.stringify(each), each]),
  );
  return { ...cause, evidence: [...why.values()], remedies: whole };
}

function mergedRemedy(remedy: Remedy, takes: readonly string[], facts: Facts): Remedy | null {
  if (remedy.type !== 'command' || !remedy.takes) return remedy;
  const keys = new Set(takes);
  const { command } = sweepOf(
    facts.findings.filter(({ key }) => keys.has(key)),
    facts,
  );
  return command === null ? null : { ...remedy, command, takes: [...keys] };
}

/** Keys of the findings that a sweep deletes; undefined for any other remedy. */
function takenBy(remedy: Remedy | undefined): readonly string[] | undefined {
  return remedy?.type === 'command' ? remedy.takes : undefined;
}
