import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { PlanOptions } from '../../src/model/options.ts';
import { aFinding, attended, edgeArn } from './builders.ts';

const kinds: readonly Kind[] = [
  'cloudfront-distribution',
  'cloudfront-distribution',
  's3-bucket',
  'cloudfront-function',
  'lambda-edge-function',
  'lambda-edge-version',
  'cloudfront-key-value-store',
  'iam-role',
  'other',
];

const stages = ['acme/pr-1', 'acme/pr-2', 'acme/prod'];
const rarely = (weight = 5) =>
  fc.integer({ min: 0, max: weight }).map((number) => number === weight);

const traits = fc.record({
  kind: fc.constantFrom(...kinds),
  verdict: fc.constantFrom(
    'leftover',
    'leftover',
    'leftover',
    'leftover',
    'live',
    'retained',
    'busy',
    'unknown',
    'protected',
  ),
  confidence: fc.constantFrom('certain', 'certain', 'high', 'low'),
  ofStages: fc.subarray(stages, { maxLength: 2 }),
  users: fc.array(fc.nat(11), { maxLength: 2 }),
  stageLivesOn: rarely(),
  answers: rarely(),
  inUse: rarely(),
  losesData: rarely(),
  siteAssets: rarely(),
  gap: rarely(),
  blocked: rarely(),
  foreign: rarely(10),
  routed: rarely(10),
});

/** A small account in which anything may reference anything. */
export const anyFindings: fc.Arbitrary<readonly Finding[]> = fc
  .array(traits, { maxLength: 12 })
  .map((drawn) => {
    const keys = drawn.map(({ kind }, at) => `${kind}:r${at}`);
    const edge = drawn.findIndex(({ kind }) => kind === 'lambda-edge-function');
    return drawn.map((trait, at): Finding => {
      const isVersion = trait.kind === 'lambda-edge-version' && edge !== -1;
      const arn =
        trait.kind === 'lambda-edge-function'
          ? edgeArn(`r${at}`)
          : isVersion
            ? `${edgeArn(`r${edge}`)}:${at}`
            : `arn:r${at}`;
      const pair = trait.ofStages.length === 1 ? trait.ofStages[0]?.split('/') : undefined;
      return aFinding(trait.kind, `r${at}`, {
        arn,
        app: pair?.[0] ?? null,
        stage: pair?.[1] ?? null,
        ofStages: trait.ofStages,
        verdict: trait.verdict,
        confidence: trait.verdict === 'leftover' ? trait.confidence : null,
        usedBy: [
          ...trait.users.flatMap((user) => keys[user] ?? []),
          ...(trait.foreign ? ['arn:foreign'] : []),
        ],
        routedFrom: trait.routed ? [keys[0] ?? 'none'] : [],
        stageLivesOn: trait.stageLivesOn,
        answers: trait.answers,
        use: trait.inUse ? [{ code: 'in-use', source: 's', detail: 'It is used.' }] : null,
        losesData: trait.losesData,
        siteAssets: trait.siteAssets,
        gaps: trait.gap ? ['gap'] : [],
        blockers: trait.blocked ? [{ code: 'object-lock', detail: 'Locked.' }] : [],
      });
    });
  });

const words = fc.array(
  fc.nat(11).map((at) => `r${at}`),
  { maxLength: 3 },
);
const keysOf = (names: readonly string[]) =>
  names.flatMap((name) => kinds.map((kind) => `${kind}:${name}`));

export const anyOptions: fc.Arbitrary<PlanOptions> = fc.record({
  unattended: fc.boolean(),
  minConfidence: fc.constantFrom('certain', 'high', 'low'),
  includeRetained: fc.boolean(),
  deleteData: fc.boolean(),
  allowTraffic: fc.boolean(),
  maxDeletions: fc.constantFrom(2, 50),
  maxShare: fc.constantFrom(null, 0.5),
  quarantineMs: fc.constant(null),
  typed: fc.oneof(fc.constant([]), words),
  apps: fc.constant(attended.apps),
  stages: fc.constantFrom([], ['pr-1'], ['prod'], ['*']),
  ticked: fc.oneof(fc.constant(null), words.map(keysOf)),
  confirmed: fc.oneof(fc.constant([]), words.map(keysOf)),
  wantedStages: fc.constantFrom<string[][]>([], ['pr-1']),
});
