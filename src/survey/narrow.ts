import picomatch from 'picomatch';
import type { Finding, StageReport } from '../model/finding.ts';
import type { FindingFilter } from '../model/options.ts';

type Placed = Pick<Finding, 'kind' | 'region' | 'app' | 'stage'>;

export interface Narrowed<T = Finding> {
  readonly findings: readonly T[];
  /** Findings without a certain owner that `--app` or `--stage` hid. */
  readonly hidden: number;
}

/**
 * The findings to show and plan. Everything that decides over life was read and judged before, and is not
 * narrowed.
 */
export function narrow<T extends Placed>(
  findings: readonly T[],
  filter: FindingFilter,
): Narrowed<T> {
  const isOfKind = (finding: Placed) =>
    filter.kinds.length === 0 || filter.kinds.includes(finding.kind);
  const isInRegion = ({ region }: Placed) =>
    filter.regions.length === 0 || region === 'global' || filter.regions.includes(region);
  const isOwned = ownerTest(filter);
  const placed = findings.filter((finding) => isOfKind(finding) && isInRegion(finding));
  const shown = placed.filter(isOwned);
  const hidden = placed.filter(
    (finding) => (finding.app === null || finding.stage === null) && !isOwned(finding),
  );
  return { findings: shown, hidden: hidden.length };
}

/** Stages as they are reported, or as they were read. */
export function narrowStages<T extends Pick<StageReport, 'app' | 'stage'>>(
  stages: readonly T[],
  filter: FindingFilter,
): T[] {
  return stages.filter(ownerTest(filter));
}

function ownerTest(
  filter: FindingFilter,
): (owner: { readonly app: string | null; readonly stage: string | null }) => boolean {
  const isApp = anyOf(filter.apps);
  const isStage = anyOf(filter.stages);
  return ({ app, stage }) => isApp(app) && isStage(stage);
}

/** No glob lets everything pass; nothing absent matches a glob. */
function anyOf(globs: readonly string[]): (text: string | null) => boolean {
  if (globs.length === 0) return () => true;
  const matches = globs.map(matcherOf);
  return (text) => text !== null && matches.some((isMatch) => isMatch(text));
}

/** Does a name match a pattern of `--app` or `--stage`? */
export function matcherOf(glob: string): (text: string) => boolean {
  const isMatch = picomatch(glob, { dot: true });
  // A stage named `a[b` is meant as it is written, whatever it means as a pattern.
  return (text) => text === glob || isMatch(text);
}
