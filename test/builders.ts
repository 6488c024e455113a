import { ownCommand } from '../src/model/command.ts';
import type { Finding, Report, StageReport, Summary } from '../src/model/finding.ts';
import type { Gap } from '../src/model/gap.ts';
import { touchesAll } from '../src/model/gap.ts';
import type { Inventory } from '../src/model/inventory.ts';
import type { Exclusion, Outcome, Plan, Step, SweepResult } from '../src/model/plan.ts';
import { resourceKey } from '../src/model/resource.ts';

/** A CloudFront function that a removed stage left behind. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  const id = given.id ?? 'acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd';
  const kind = given.kind ?? 'cloudfront-function';
  return {
    key: resourceKey(kind, id),
    kind,
    id,
    arn: `arn:aws:cloudfront::123456789012:function/${id}`,
    name: id,
    region: 'global',
    app: 'acme',
    stage: 'pr-1',
    component: 'Web',
    verdict: 'leftover',
    confidence: 'certain',
    row: 11,
    evidence: [
      {
        code: 'history-owned',
        source: 's3://sst-state-abcdefghkmno/app/acme/pr-1.json',
        detail: 'A state of acme/pr-1 owned it until the remove of 2026-11-20.',
      },
    ],
    createdAt: '2026-10-01T08:00:00.000Z',
    modifiedAt: '2026-10-01T08:00:00.000Z',
    busyUntil: null,
    usedBy: [],
    uses: [],
    losesData: false,
    sizeBytes: null,
    monthlyCostUsd: null,
    gaps: [],
    consoleUrl: 'https://console.aws.amazon.com/',
    ofStages: ['acme/pr-1'],
    stageLivesOn: false,
    answers: false,
    use: null,
    siteAssets: false,
    blockers: [],
    routedFrom: [],
    lastListed: null,
    departedAt: null,
    fingerprint: 'f1',
    lastingFingerprint: 'l1',
    enabled: null,
    ...given,
  };
}

/** A stage that was removed without errors. */
export function aStage(given: Partial<StageReport> = {}): StageReport {
  const app = given.app ?? 'acme';
  const stage = given.stage ?? 'pr-1';
  return {
    app,
    stage,
    region: 'us-east-1',
    source: 'sst-state',
    location: `s3://sst-state-abcdefghkmno/app/${app}/${stage}.json`,
    status: 'removed',
    resources: 0,
    sstVersion: '3.9.15',
    lastRun: {
      id: '0123456789abcdef01234567',
      command: 'remove',
      startedAt: '2026-11-20T09:00:00.000Z',
      completedAt: '2026-11-20T09:05:00.000Z',
      errors: [],
    },
    lock: null,
    removedAt: '2026-11-20T09:05:00.000Z',
    updatedAt: '2026-11-20T09:05:00.000Z',
    history: 'complete',
    registered: true,
    stack: null,
    use: [],
    abandonWord: `${app}/${stage}@0123456789abcdef01234567`,
    pending: [],
    lost: [],
    stopping: [],
    deletedState: null,
    ...given,
  };
}

export function aGap(given: Partial<Gap> = {}): Gap {
  return {
    id: 's3:GetBucketTagging:eu-west-1',
    source: 's3-bucket',
    region: 'eu-west-1',
    operation: 's3:GetBucketTagging',
    cause: 'denied',
    affects: { ...touchesAll, kinds: ['s3-bucket'], regions: ['eu-west-1'], lookups: false },
    message: 'User is not authorized to perform s3:GetBucketTagging.',
    state: null,
    hidesSigns: true,
    ...given,
  };
}

function aSummary(given: Partial<Summary> = {}): Summary {
  return {
    live: 0,
    leftover: 0,
    retained: 0,
    busy: 0,
    unknown: 0,
    protected: 0,
    byConfidence: { certain: 0, high: 0, low: 0 },
    hidden: 0,
    cost: { monthlyUsd: 0, unpriced: 0 },
    ...given,
  };
}

/** A report whose summary counts its findings. */
export function aReport(given: Partial<Report> = {}): Report {
  const findings = given.findings ?? [];
  const of = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const sure = (confidence: Finding['confidence']) =>
    findings.filter(
      (finding) => finding.verdict === 'leftover' && finding.confidence === confidence,
    ).length;
  return {
    account: '123456789012',
    simulated: false,
    endpoint: null,
    generatedAt: '2026-11-22T10:00:00.000Z',
    regions: ['us-east-1', 'eu-west-1'],
    homes: [
      {
        bucket: 'sst-state-abcdefghkmno',
        region: 'us-east-1',
        registered: true,
        status: 'read',
        versioned: true,
        stages: 2,
      },
    ],
    stages: [aStage()],
    findings,
    gaps: [],
    summary: aSummary({
      live: of('live'),
      leftover: of('leftover'),
      retained: of('retained'),
      busy: of('busy'),
      unknown: of('unknown'),
      protected: of('protected'),
      byConfidence: { certain: sure('certain'), high: sure('high'), low: sure('low') },
    }),
    quotas: [],
    calls: { total: 3, byOperation: { 'S3.ListBuckets': 1, 'CloudFront.ListFunctions': 2 } },
    warnings: [],
    ...given,
  };
}

export function aStep(given: Partial<Step> = {}): Step {
  const { key, kind, id, arn, region, app, stage } = aFinding();
  const action = given.action ?? 'delete';
  const resource = given.resource ?? id;
  return {
    id: `${action}:${resource}`,
    action,
    key,
    kind,
    resource,
    arn,
    region,
    app,
    stage,
    waitsFor: [],
    estimateSeconds: 1,
    losesData: false,
    ...given,
  };
}

export function anExclusion(given: Partial<Exclusion> = {}): Exclusion {
  return {
    key: 's3-bucket:acme-pr-1-webassetsbucket-bkmtoxcd',
    kind: 's3-bucket',
    resource: 'acme-pr-1-webassetsbucket-bkmtoxcd',
    region: 'eu-west-1',
    app: 'acme',
    stage: 'pr-1',
    verdict: 'leftover',
    chosen: true,
    reason: 'stage-lives-on',
    detail: 'Its stage lives on and could still reach it in a way that no configuration shows.',
    command: ownCommand('sweep', { operands: ['acme-pr-1-webassetsbucket-bkmtoxcd'] }),
    ...given,
  };
}

export function aPlan(given: Partial<Plan> = {}): Plan {
  return {
    account: '123456789012',
    createdAt: '2026-11-22T10:00:00.000Z',
    fingerprint: 'abc',
    steps: [aStep()],
    basis: [],
    excluded: [],
    quarantine: null,
    refusal: null,
    ...given,
  };
}

export function anOutcome(given: Partial<Outcome> = {}): Outcome {
  const { id, key, kind, resource, region, app, stage, action } = aStep(
    given.action ? { action: given.action } : {},
  );
  return {
    step: id,
    key,
    kind,
    resource,
    region,
    app,
    stage,
    action,
    outcome: 'done',
    reason: null,
    error: null,
    blockedBy: [],
    retryAfter: null,
    ...given,
  };
}

/** A result whose summary counts its outcomes. */
export function aResult(given: Partial<SweepResult> = {}): SweepResult {
  const outcomes = given.outcomes ?? [anOutcome()];
  const of = (kind: Outcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === kind).length;
  return {
    sweep: '20261122-100000-abcd',
    account: '123456789012',
    startedAt: '2026-11-22T10:00:00.000Z',
    finishedAt: '2026-11-22T10:05:00.000Z',
    plan: 'abc',
    outcomes,
    summary: {
      done: of('done'),
      gone: of('gone'),
      failed: of('failed'),
      held: of('held'),
      parked: of('parked'),
      skipped: of('skipped'),
    },
    excluded: [],
    quarantine: null,
    calls: { total: 1, byOperation: { 'CloudFront.DeleteFunction': 1 } },
    backup: '/state/backup',
    interrupted: false,
    ...given,
  };
}

export function anInventory(given: Partial<Inventory> = {}): Inventory {
  const { account, simulated, endpoint, regions, homes, calls } = aReport();
  return {
    account,
    partition: 'aws',
    caller: 'arn:aws:iam::123456789012:user/me',
    simulated,
    endpoint,
    now: '2026-11-22T10:00:00.000Z',
    clockIsLocal: false,
    regions,
    resources: [],
    kinds: [],
    homes,
    bootstrapBuckets: [],
    stages: [],
    stacks: [],
    others: [],
    mentions: [],
    gaps: [],
    answers: {},
    calls,
    ...given,
  };
}
