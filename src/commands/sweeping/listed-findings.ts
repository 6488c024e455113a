import { isLessSure } from '../../model/verdict.ts';
import { losesData } from '../../plan/guards.ts';
import type { Finding } from '../../model/finding.ts';
import type { Exclusion, Plan } from '../../model/plan.ts';
import { bytes, plain } from '../../text/text.ts';
import { isChoosable, type Listed } from '../../ui/picker/pick.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { planWithoutQuarantine, type Selection } from './make-plan.ts';

/**
 * The rows of the list for these findings, and whether each may be ticked. The plan decides, not the list: a
 * finding that it would keep back even if all others were ticked has no box, and one that it would keep back
 * beside all safe ones is not ticked at first.
 */
export function listedFindings(
  look: Survey,
  context: CommandContext,
  shown: readonly Finding[],
): readonly Listed[] {
  const choosable = shown.filter(isChoosable);
  const most = planOfAll(look, context, choosable);
  const canGo = goingKeys(most);
  const sure = choosable.filter((finding) => isSure(finding, context));
  const safest = planWithoutQuarantine(look, context, ticking(sure));
  const safe = new Set(sure.filter(({ key }) => goingKeys(safest).has(key)).map(({ key }) => key));
  const facts = {
    safe,
    canGo,
    guarded: new Set(look.inventory.kinds.filter((kind) => kind.guarded).map(({ kind }) => kind)),
    stays: byKey(most.excluded),
    staysAtFirst: byKey(safest.excluded),
  };
  const owners = ownersOf(look, canGo);
  const versions = new Map<string, number>();
  for (const owner of owners.values()) versions.set(owner, (versions.get(owner) ?? 0) + 1);
  return shown
    .filter(({ verdict }) => verdict !== 'live' && verdict !== 'protected')
    .filter(({ key }) => !owners.has(key))
    .map((finding) => ({
      finding,
      ticking: safe.has(finding.key) ? 'safe' : canGo.has(finding.key) ? 'single' : 'read',
      note: noteOf(finding, facts),
      versions: versions.get(finding.key) ?? 0,
    }));
}

/** The plan as if all were ticked, and every question about a living stage answered with its name. */
function planOfAll(look: Survey, context: CommandContext, choosable: readonly Finding[]): Plan {
  const all = ticking(choosable);
  const { excluded } = planWithoutQuarantine(look, context, all);
  const confirmed = excluded
    .filter(({ reason }) => reason === 'stage-lives-on')
    .map(({ key }) => key)
    .filter((key) => all.ticked.includes(key));
  return planWithoutQuarantine(look, context, { ...all, confirmed });
}

function ticking(findings: readonly Finding[]) {
  const ticked = findings.map(({ key }) => key);
  return {
    unattended: false,
    ticked,
    confirmed: [],
    without: new Set<string>(),
  } satisfies Selection;
}

/** Versions go with their function, without a step of their own. */
function goingKeys({ basis }: Plan): ReadonlySet<string> {
  return new Set(basis.map(({ key }) => key));
}

function isSure(finding: Finding, { options }: CommandContext): boolean {
  const least = options.minConfidence === 'low' ? 'high' : options.minConfidence;
  return (
    finding.verdict === 'leftover' &&
    !isLessSure(finding.confidence, least) &&
    !losesData(finding) &&
    !finding.stageLivesOn
  );
}

/** For versions that go with a function of the list: that function. They have no row of their own. */
function ownersOf({ inventory }: Survey, canGo: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map(
    inventory.resources.flatMap(({ key, memberOf }) =>
      memberOf && canGo.has(key) && canGo.has(memberOf.key) ? [[key, memberOf.key] as const] : [],
    ),
  );
}

function byKey(excluded: readonly Exclusion[]): ReadonlyMap<string, Exclusion> {
  return new Map(excluded.map((each) => [each.key, each]));
}

interface Facts {
  readonly safe: ReadonlySet<string>;
  readonly canGo: ReadonlySet<string>;
  readonly guarded: ReadonlySet<string>;
  readonly stays: ReadonlyMap<string, Exclusion>;
  readonly staysAtFirst: ReadonlyMap<string, Exclusion>;
}

function noteOf(finding: Finding, { safe, canGo, guarded, stays, staysAtFirst }: Facts) {
  const { key, evidence, sizeBytes } = finding;
  if (safe.has(key)) return null;
  if (!canGo.has(key)) return plain(stays.get(key)?.detail ?? evidence[0]?.detail ?? '');
  const size = sizeBytes === null ? '' : ` (${bytes(sizeBytes)})`;
  const notes = [
    finding.verdict === 'retained' ? 'SST or CloudFormation left it on purpose.' : '',
    losesData(finding) ? `It holds data${size} that no deploy makes again.` : '',
    finding.stageLivesOn
      ? `Its stage lives on${guarded.has(finding.kind) ? '' : ': its id is typed before it goes'}.`
      : '',
  ].filter((note) => note !== '');
  if (notes.length > 0) return notes.join(' ');
  const held = staysAtFirst.get(key);
  const why = held && held.reason !== 'not-chosen' ? held.detail : (evidence[0]?.detail ?? '');
  return plain(why);
}
