import type { Finding } from '../model/finding.ts';
import type { KindFacts } from '../model/kind.ts';
import type { PlanOptions } from '../model/options.ts';
import type { AccountIndex } from './account-index.ts';

/** One finding with every word that somebody gave about it by hand: the guards decide on it. */
export interface Candidate {
  readonly finding: Finding;
  /** Null: a kind that is only reported. */
  readonly facts: KindFacts | null;
  /** Its exact id, name or ARN is on the command line, or a question about it alone was answered. */
  readonly named: boolean;
  readonly ticked: boolean;
  /** It belongs to the selection at all. */
  readonly chosen: boolean;
  /** `--stage` names one of its stages without a wildcard. */
  readonly exactStage: boolean;
  /** Gaps that touch it or, since they go with it, its versions. */
  readonly gaps: readonly string[];
}

export interface Choice {
  readonly options: PlanOptions;
  /** Keys that the typed words name. */
  readonly typed: ReadonlySet<string>;
  /** Keys that `--app`, `--stage`, `--kind` and `--region` leave; null: all. */
  readonly within: ReadonlySet<string> | null;
}

export function candidateFrom(finding: Finding, index: AccountIndex, choice: Choice): Candidate {
  const { options, typed, within } = choice;
  // Nobody was asked, so nothing can have been answered or ticked.
  const confirmed = !options.unattended && options.confirmed.includes(finding.key);
  const ticked =
    !options.unattended && options.ticked !== null && options.ticked.includes(finding.key);
  const named = typed.has(finding.key) || confirmed;
  const picking = options.typed.length > 0 || (!options.unattended && options.ticked !== null);
  const shown = within === null || within.has(finding.key);
  return {
    finding,
    facts: index.facts(finding),
    named,
    ticked,
    chosen: shown && (!picking || named || ticked),
    exactStage: stageNames(finding).some((stage) => options.stages.includes(stage)),
    gaps: [finding, ...index.versionsOf(finding)].flatMap(({ gaps }) => gaps),
  };
}

/** Names of all stages that it may be of. */
export function stageNames(finding: Pick<Finding, 'ofStages' | 'stage'>): readonly string[] {
  const names = finding.ofStages.map((pair) => pair.slice(pair.indexOf('/') + 1));
  return [...new Set(finding.stage === null ? names : [...names, finding.stage])];
}

export interface TypedWords {
  readonly keys: ReadonlySet<string>;
  /** Words that name nothing. */
  readonly unknown: readonly string[];
  /** Words that name several resources, with the possible meanings of each. */
  readonly ambiguous: readonly { readonly word: string; readonly meanings: readonly string[] }[];
}

/** Key, id and ARN go before names: a name is not unique over kinds and regions. */
export function resolveTyped(words: readonly string[], index: AccountIndex): TypedWords {
  const keys = new Set<string>();
  const unknown: string[] = [];
  const ambiguous: { word: string; meanings: string[] }[] = [];
  for (const word of new Set(words)) {
    const meant = meaningsOf(word, index);
    if (meant.length === 0) unknown.push(word);
    else if (meant.length > 1)
      ambiguous.push({ word, meanings: meant.map((finding) => finding.arn ?? finding.key) });
    for (const finding of meant) keys.add(finding.key);
  }
  return { keys, unknown, ambiguous };
}

/** A function's name is its versions' name as well: then the function is meant. */
export function meaningsOf(word: string, index: AccountIndex): readonly Finding[] {
  const meant = index.called(word);
  return meant.filter((finding) => {
    const owner = index.functionOf(finding);
    return owner === null || !meant.includes(owner);
  });
}
