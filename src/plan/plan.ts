import { byId } from '../graph/graph.ts';
import type { Finding } from '../model/finding.ts';
import type { KindFacts } from '../model/kind.ts';
import type { PlanOptions } from '../model/options.ts';
import type { PlannedOn, Exclusion, Plan } from '../model/plan.ts';
import { indexAccount, type AccountIndex } from './account-index.ts';
import { candidateFrom, resolveTyped, type Candidate, type TypedWords } from './candidates.ts';
import { planFingerprint } from './fingerprint.ts';
import { guards, guardsThatHold, type Guards } from './guards.ts';
import { holdBack, goesAway, type HoldBack } from './hold-backs.ts';
import { refusalRules } from './refusals.ts';
import { remedyFor, sweepCommand, sweepContext } from './remedies.ts';
import { noQuarantine, type QuarantineContext } from './quarantine.ts';
import { stepsFor } from './steps.ts';
import { takenAtOnce, takenFromQuarantine, type Takeable, type Taken } from './taken.ts';

export interface PlanContext {
  readonly account: string;
  /** ISO; shown only, it decides nothing. */
  readonly now: string;
  /** `--account` or the config names it. */
  readonly accountPinned: boolean;
  /**
   * Keys that the filters leave. Hidden findings are not planned, but the plan must know them all
   * the same: a hidden distribution keeps the buckets of its stage. Absent: all are shown.
   */
  readonly within?: ReadonlySet<string>;
  /** `--region` as given: commands repeat it. */
  readonly regions?: readonly string[];
  /** Some of the given flags do not go with `--yes`, so no unattended command can be printed. */
  readonly neverUnattended?: boolean;
  /** The notes that `--quarantine` goes by; absent: there are none, so every quarantine begins. */
  readonly quarantine?: QuarantineContext;
  /** Tests take single rows out. */
  readonly guards?: Guards;
}

/**
 * The steps of a sweep in their order, and the reason why each other finding stays. `findings` are all of the
 * account, whatever their verdict and whatever a filter hides.
 */
export function plan(
  findings: readonly Finding[],
  kinds: readonly KindFacts[],
  options: PlanOptions,
  context: PlanContext,
): Plan {
  const index = indexAccount(
    findings.toSorted((left, right) => byId(left.key, right.key)),
    kinds,
  );
  const typed = resolveTyped(options.typed, index);
  const selection = select(index, options, { ...context, typed });
  const taken = takenBy({ index, keys: selection.planned }, options, context);
  const { deleted, disabled, quarantine, counted } = taken;
  const kept = new Set(disabled.map(({ key }) => key));
  const steps = stepsFor([...deleted, ...disabled], index).filter(
    ({ action, key }) => action === 'disable' || !kept.has(key),
  );
  const basis = index.findings
    .filter((finding) => kept.has(finding.key) || goesAway(finding, index, taken.goes))
    .map(basisOf);
  const { account, accountPinned } = context;
  const refused = index.findings
    .filter(({ key }) => selection.typed.has(key) && !selection.goes(key))
    .map(selection.candidate);
  const rows = selection.guards;
  const refusalContext = {
    account,
    accountPinned,
    options,
    typed,
    planned: counted,
    index,
    refused,
    rows,
  };
  return {
    account,
    createdAt: context.now,
    fingerprint: planFingerprint({ account, steps, basis }),
    steps,
    basis,
    excluded: exclusionsFrom({ ...selection, taken }, { index, options, context }),
    quarantine,
    refusal: refusalRules.reduce<Plan['refusal']>(
      (found, rule) => found ?? rule(refusalContext),
      null,
    ),
  };
}

function takenBy(
  takeable: Takeable,
  { quarantineMs }: PlanOptions,
  { now, quarantine = noQuarantine }: PlanContext,
): Taken {
  return quarantineMs === null
    ? takenAtOnce(takeable)
    : takenFromQuarantine(takeable, { durationMs: quarantineMs, now, context: quarantine });
}

interface Selection {
  readonly planned: ReadonlySet<string>;
  goes(key: string): boolean;
  readonly held: ReadonlyMap<string, HoldBack>;
  candidate(finding: Finding): Candidate;
  readonly typed: ReadonlySet<string>;
  readonly guards: Guards;
}

function select(
  index: AccountIndex,
  options: PlanOptions,
  context: PlanContext & { readonly typed: TypedWords },
): Selection {
  const choice = { options, typed: context.typed.keys, within: context.within ?? null };
  const candidate = (finding: Finding) => candidateFrom(finding, index, choice);
  const rows = context.guards ?? guards;
  const wanted = index.findings.filter(
    (finding) => guardsThatHold(candidate(finding), options, rows).length === 0,
  );
  const held = holdBack(new Set(wanted.map(({ key }) => key)), index);
  const planned = new Set(wanted.map(({ key }) => key).filter((key) => !held.has(key)));
  return {
    planned,
    goes: (key) => planned.has(key),
    held,
    candidate,
    typed: choice.typed,
    guards: rows,
  };
}

interface ExclusionContext {
  readonly index: AccountIndex;
  readonly options: PlanOptions;
  readonly context: PlanContext;
}

/** Live, protected and hidden findings are told only to whoever typed them. */
function exclusionsFrom(
  selection: Selection & { readonly taken: Taken },
  { index, options, context }: ExclusionContext,
): readonly Exclusion[] {
  const { within } = context;
  const { taken } = selection;
  const saying = sweepContext(options, context);
  const remedies = { index, options, guards: selection.guards, candidate: selection.candidate };
  return index.findings
    .filter((finding) => !goesAway(finding, index, taken.goes))
    .filter(
      ({ key, verdict }) =>
        selection.typed.has(key) ||
        (verdict !== 'live' && verdict !== 'protected' && (within?.has(key) ?? true)),
    )
    .map((finding) => {
      const candidate = selection.candidate(finding);
      const waits = taken.waiting.get(finding.key);
      const [guard] = guardsThatHold(candidate, options, selection.guards);
      const held = selection.held.get(finding.key);
      // What waits is taken by waiting: no command is printed that would take it sooner.
      const remedy = waits === undefined ? remedyFor([finding], remedies) : null;
      const other =
        waits === undefined ? held : { reason: 'in-quarantine' as const, detail: waits };
      return {
        key: finding.key,
        kind: finding.kind,
        resource: finding.id,
        region: finding.region,
        app: finding.app,
        stage: finding.stage,
        verdict: finding.verdict,
        chosen: candidate.chosen,
        reason: guard?.reason ?? other?.reason ?? 'not-chosen',
        detail: guard?.detail(candidate) ?? other?.detail ?? 'It was not chosen.',
        command: remedy && sweepCommand(remedy, saying),
      };
    });
}

function basisOf(finding: Finding): PlannedOn {
  return {
    key: finding.key,
    row: finding.row,
    verdict: finding.verdict,
    confidence: finding.confidence,
    codes: [...new Set(finding.evidence.map(({ code }) => code))].sort(byId),
    fingerprint: finding.fingerprint,
    usedBy: finding.usedBy.toSorted(byId),
    stageLivesOn: finding.stageLivesOn,
  };
}
