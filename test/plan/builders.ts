import type { Finding } from '../../src/model/finding.ts';
import type { Kind, KindFacts, StepAction } from '../../src/model/kind.ts';
import { nothingRepeated } from '../../src/model/command.ts';
import type { PlanFileOptions, PlanOptions } from '../../src/model/options.ts';
import type { Gains, Plan } from '../../src/model/plan.ts';
import { sealOptions } from '../../src/plan/fingerprint.ts';
import { plan, type PlanContext } from '../../src/plan/plan.ts';
import { commandText } from '../../src/text/command-text.ts';
import { jsonText, planJson } from '../../src/report/json/documents.ts';

/** A certain leftover of the removed stage acme/pr-1, unless said otherwise. */
export function aFinding(kind: Kind, id: string, overrides: Partial<Finding> = {}): Finding {
  return {
    key: `${kind}:${id}`,
    kind,
    id,
    arn: `arn:aws:${kind}:${id}`,
    name: null,
    region: 'us-east-1',
    app: 'acme',
    stage: 'pr-1',
    component: null,
    verdict: 'leftover',
    confidence: 'certain',
    row: 11,
    evidence: [{ code: 'history-owned', source: 's3://home', detail: 'The stage owned it.' }],
    createdAt: null,
    modifiedAt: null,
    busyUntil: null,
    usedBy: [],
    uses: [],
    losesData: false,
    sizeBytes: null,
    monthlyCostUsd: null,
    gaps: [],
    consoleUrl: '',
    ofStages: ['acme/pr-1'],
    stageLivesOn: false,
    answers: false,
    use: null,
    siteAssets: false,
    blockers: [],
    routedFrom: [],
    lastListed: null,
    departedAt: null,
    fingerprint: `print-of-${id}`,
    lastingFingerprint: `lasting-of-${id}`,
    enabled: kind === 'cloudfront-distribution' ? true : null,
    ...overrides,
  };
}

export const aDistribution = (id: string, overrides: Partial<Finding> = {}) =>
  aFinding('cloudfront-distribution', id, overrides);
export const aBucket = (id: string, overrides: Partial<Finding> = {}) =>
  aFinding('s3-bucket', id, overrides);
export const aFunction = (id: string, overrides: Partial<Finding> = {}) =>
  aFinding('cloudfront-function', id, overrides);
export const anEdgeFunction = (id: string, overrides: Partial<Finding> = {}) =>
  aFinding('lambda-edge-function', id, { arn: edgeArn(id), name: id, ...overrides });
export const anEdgeVersion = (name: string, ordinal: number, overrides: Partial<Finding> = {}) =>
  aFinding('lambda-edge-version', `${name}:${ordinal}`, {
    arn: `${edgeArn(name)}:${ordinal}`,
    name,
    ...overrides,
  });

export function edgeArn(name: string): string {
  return `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
}

function facts(kind: Kind, guarded: boolean, steps: readonly StepAction[]): KindFacts {
  return {
    kind,
    label: kind,
    plural: `${kind}s`,
    guarded,
    holdsData: kind === 's3-bucket',
    global: kind.startsWith('cloudfront'),
    regional: false,
    useIsSeenBy: null,
    serves: kind === 'cloudfront-distribution',
    tagged: false,
    idsAreUnique: true,
    pulumiTypes: [],
    cloudFormationTypes: [],
    follows: null,
    nameLimit: null,
    lowerCaseNames: false,
    steps,
    estimateSeconds: { settle: 300 },
    ageRestsOn: '',
    creationIsKnown: false,
    quota: null,
    storesCode: false,
    billedAtRest: null,
    alreadyExistsCodes: [],
    consoleUrl: '',
  };
}

/** Like the registry's, as far as a plan looks at them. */
export const kinds: readonly KindFacts[] = [
  facts('cloudfront-distribution', false, ['disable', 'settle', 'delete']),
  facts('cloudfront-function', true, ['delete']),
  facts('lambda-edge-function', false, ['delete']),
  facts('lambda-edge-version', false, ['delete']),
  facts('s3-bucket', false, ['empty', 'delete']),
  facts('cloudfront-key-value-store', false, ['delete']),
  facts('cloudfront-origin-access-control', true, ['delete']),
  facts('log-group', false, ['delete']),
  facts('iam-role', false, ['delete']),
  facts('lambda-function', false, ['delete']),
];

export const attended: PlanOptions = {
  unattended: false,
  minConfidence: 'high',
  includeRetained: false,
  deleteData: false,
  allowTraffic: false,
  maxDeletions: 50,
  maxShare: null,
  quarantineMs: null,
  typed: [],
  apps: [],
  stages: [],
  ticked: null,
  confirmed: [],
  wantedStages: [],
};

/** With `--yes`. */
export const unattended: PlanOptions = { ...attended, unattended: true };

export const account = '111122223333';
const context: PlanContext = { account, now: '2026-11-22T10:00:00.000Z', accountPinned: true };

export function planFor(
  findings: readonly Finding[],
  options: Partial<PlanOptions> = {},
  overrides: Partial<PlanContext> = {},
): Plan {
  return plan(findings, kinds, { ...attended, ...options }, { ...context, ...overrides });
}

/** The file that a plan is saved in. */
export function savedText(made: Plan, options: PlanFileOptions): string {
  const gains: Gains = { quotas: [], cost: { monthlyUsd: null, unpriced: 0 } };
  return jsonText(
    planJson(made, { gains, options: sealOptions(options, made), repeated: nothingRepeated }),
  );
}

/** Keys of what a plan takes, in the order in which each goes first. */
export function takenBy(made: Plan): readonly string[] {
  return [...new Set(made.steps.map((step) => step.key))].sort();
}

/** With its command as it is printed. */
export function exclusionOf(made: Plan, finding: Finding) {
  const found = made.excluded.find((exclusion) => exclusion.key === finding.key);
  if (!found) return null;
  return { ...found, command: found.command && commandText(found.command, nothingRepeated) };
}

export function waitsOf(made: Plan, step: string): readonly string[] {
  return made.steps.find((candidate) => candidate.id === step)?.waitsFor ?? ['no such step'];
}
