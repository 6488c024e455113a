import { mutationsOf, type Mutation } from '../mutation.ts';

/** What stands before other things of its stage, and how it may reach them. */
export const fronts: readonly Mutation[] = mutationsOf('src/match/use/fronts.ts', {
  'fronts: a guarded kind is behind one too': [
    'if (!facts.serves && !facts.guarded) members',
    'if (!facts.serves) members',
  ],
  'fronts: one distribution is behind another': [
    'if (!facts.serves && !facts.guarded) members',
    'if (!facts.guarded) members',
  ],
  'fronts: a function at the edge is none': [
    "new Set(['cloudfront-function', 'cloudfront-key-value-store'])",
    "new Set(['cloudfront-key-value-store'])",
  ],
  'fronts: what a function at the edge reads is none': [
    "new Set(['cloudfront-function', 'cloudfront-key-value-store'])",
    "new Set(['cloudfront-function'])",
  ],
  'fronts: what no history tells of is none at the edge': [
    "if (asked === 'by-calls' && ",
    'if (!facts.serves && ',
  ],
  'fronts: the name of what is at the edge tells no stage': [
    '!edgeKinds.has(kind) || name === null',
    'kind !== null || name === null',
  ],
  'fronts: what is at the edge is called by its whole name': [
    'edgeKinds.has(kind) ? reading?.component : reading?.logicalName',
    'reading?.logicalName',
  ],
  'fronts: what is at the edge reaches all of its stage': [
    "if (front.asked === 'at-the-edge') return null;",
    "if (front.asked === 'at-the-edge') return 'stage';",
  ],
  'fronts: a function is none': [
    "facts.useIsSeenBy === 'invocations'",
    "facts.useIsSeenBy === 'requests'",
  ],
  'fronts: every kind is one': ["if (asked === 'by-calls' && !runs) continue;", ''],
  'fronts: what only tags tell of is none': [
    "if (asked === 'by-calls' && !runs) continue;",
    "if (asked === 'by-calls' && !(runs && memberships.some((each) => each.departure !== null))) continue;",
  ],
  'fronts: what its state let go of is of no stage': [
    '...past.map((owned) => ({',
    '...past.slice(past.length).map((owned) => ({',
  ],
  'fronts: what is given up is of no stage': [
    '...givenUp.map(({ state, entry }) => ({',
    '...givenUp.slice(givenUp.length).map(({ state, entry }) => ({',
  ],
  'fronts: what a deleted stack listed is of no stage': [
    '...stacks.map(({ stack, pair }) => ({',
    '...stacks.slice(0, 0).map(({ stack, pair }) => ({',
  ],
  'fronts: what only tags tell of is of no stage': [
    'if (isListedBy(stageId(pair), known.claims.get(resource.key))) return [];',
    'if (resource) return [];',
  ],
  'fronts: what a living stage lists stands before what has its tags': [
    'if (isListedBy(stageId(pair), known.claims.get(resource.key))) return [];',
    '',
  ],
  'fronts: what another stage lists is no front': [
    'claim.own && claim.pair === pair',
    'claim.own || claim.pair === pair',
  ],
  'fronts: each remove is for itself': ["run?.record?.command !== 'remove'", 'run !== undefined'],
  'fronts: every remove is one': [
    "deploys.at(-1)?.startedAt ?? 'no deploy'",
    "deploys.at(0)?.startedAt ?? 'no deploy'",
  ],
  'fronts: of its own component it is as of any': [
    'pairs.some(({ one, other }) => isOneComponent(one, other) || isCalledAlike(one, other))',
    'pairs.some(({ one, other }) => isCalledAlike(one, other))',
  ],
  'fronts: names tell no component': ['|| isCalledAlike(one, other)', ''],
  'fronts: names tell where states do': [
    'if (one.component !== null && front.component !== null) return false;',
    '',
  ],
  'fronts: every name of the stage is alike': [
    'one.called?.startsWith(front.called) === true',
    'one.called !== null',
  ],
  'fronts: every component is one': ['one !== null && one.name === other?.name;', 'one !== null;'],
  'fronts: no component is one': [
    'one !== null && one.name === other?.name;',
    'one === undefined;',
  ],
  'fronts: to have left together says nothing': ["if (left) return 'departure';", ''],
  'fronts: what no history tells of has left together': ['one.departure !== null && ', ''],
  'fronts: a function reaches nothing else of its stage': [
    "if (front.asked === 'by-calls') return 'stage';",
    "if (front.asked === 'by-calls') return null;",
  ],
  'fronts: a distribution reaches all of its stage': [
    "return anywhere ? 'stage' : null;",
    "return anywhere ? 'stage' : 'stage';",
  ],
  'fronts: what is of no known component is behind none': ['one.component === null ||', ''],
  'fronts: a distribution of no known component reaches nothing': [
    'other.component === null ||',
    '',
  ],
  'fronts: a Router stands before its own component alone': [
    " ||\n      other.component.type === 'sst:aws:Router'",
    '',
  ],
});
