import { describe, expect, it } from 'vitest';
import { explainJson } from '../../../src/report/terminal/explain.ts';
import {
  errorJson,
  jsonText,
  planJson,
  reportJson,
  resultJson,
} from '../../../src/report/json/documents.ts';
import { schemas } from '../../../src/report/json/schema/all.ts';
import { stagesJson } from '../../../src/report/terminal/stages.ts';
import { reportOptionsOf, optionsFrom } from '../../../src/commands/input/options.ts';
import {
  aFinding,
  aGap,
  anExclusion,
  anOutcome,
  aPlan,
  aReport,
  aResult,
  aStage,
} from '../../builders.ts';
import { aQuotaUse, aRoute, someGains } from '../builders.ts';
import type { StageRemains } from '../../../src/model/remains.ts';
import { nothingRepeated, ownCommand } from '../../../src/model/command.ts';
import type { SealedOptions } from '../../../src/model/options.ts';
import { runsJson, type RunReport } from '../../../src/report/terminal/runs.ts';
import { plainOptions } from '../../account/looking.ts';
import { attended } from '../../plan/builders.ts';

const run = {
  tool: { name: 'sst-sweep', version: '0.1.0' },
  options: reportOptionsOf(optionsFrom({})),
  exitCode: 0,
};

function someRemains(): StageRemains {
  return {
    app: 'acme',
    stage: 'pr-1',
    region: 'us-east-1',
    home: 'sst-state-abcdefghkmno',
    status: 'removed',
    files: [{ folder: 'app', objects: 1, versions: 40, bytes: 2_000_000 }],
    passphrase: null,
    leftovers: 1,
  };
}

const stagesFound = {
  ...aReport(),
  remains: [someRemains()],
  routes: [aRoute()],
  idleMs: 1,
  passphrases: new Map(),
  onlyIdle: false,
  isUnwanted: null,
};
const explained = {
  ...aReport(),
  explanations: [
    {
      finding: aFinding(),
      stages: [aStage()],
      gaps: [aGap()],
      routes: [aRoute()],
      ageRestsOn: 'its last change',
      wouldDecide: 'What lies in it would decide it.',
      ways: { sweep: null, remove: null, project: null, abandon: null, answers: false, gaps: [] },
    },
  ],
};
const planFileOptions: SealedOptions = {
  digest: 'd',
  scan: { regions: [], ignoreHomes: [], ignoreRegions: [], ignoreStages: [] },
  match: plainOptions,
  filter: { regions: [], apps: [], stages: [], kinds: [] },
  plan: attended,
};
const aRun: RunReport = {
  restored: 0,
  sweep: 's1',
  account: '123456789012',
  plan: 'f',
  status: 'unfinished',
  startedAt: '2026-11-22T10:00:00.000Z',
  finishedAt: null,
  summary: aResult().summary,
  unseen: ['delete:x'],
  outcomes: [anOutcome({ outcome: 'parked', retryAfter: '2026-11-22T12:00:00.000Z' })],
  folder: '/state/s1',
  command: ownCommand('resume', { operands: ['s1'] }),
};
const failed = anOutcome({
  outcome: 'failed',
  error: { code: 'AccessDenied', message: 'no', requestId: null },
});

const told = (exitCode: number) => ({ exitCode, repeated: nothingRepeated });

describe('every output keeps to its schema', () => {
  it.each([
    [
      'report',
      reportJson(aReport({ findings: [aFinding()], gaps: [aGap()], quotas: [aQuotaUse()] }), run),
    ],
    [
      'plan',
      planJson(
        aPlan({ excluded: [anExclusion()], refusal: { code: 'X', message: 'm', hint: 'h' } }),
        { gains: someGains(), options: planFileOptions, repeated: nothingRepeated },
      ),
    ],
    ['result', resultJson(aResult({ outcomes: [failed], excluded: [anExclusion()] }), told(4))],
    ['stages', stagesJson(stagesFound, told(0))],
    ['explain', explainJson(explained, nothingRepeated)],
    ['runs', runsJson([aRun], nothingRepeated)],
    ['error', errorJson({ code: 'USAGE', message: 'm', hint: null, exitCode: 2 })],
  ] as const)('%s', (name, output) => {
    expect(schemas[name].parse(JSON.parse(jsonText(output)))).toEqual(output);
  });
});

describe('the report as JSON', () => {
  it('has the contract’s keys in the contract’s order', () => {
    const report = reportJson(aReport({ findings: [aFinding()] }), run);
    expect(Object.keys(report)).toEqual([
      'schema',
      'tool',
      'generatedAt',
      'exitCode',
      'options',
      'account',
      'simulated',
      'endpoint',
      'regions',
      'homes',
      'stages',
      'findings',
      'gaps',
      'summary',
      'quotas',
      'calls',
      'comparison',
    ]);
    expect(Object.keys(report.findings[0] ?? {})).toEqual([
      'key',
      'kind',
      'id',
      'arn',
      'name',
      'region',
      'app',
      'stage',
      'component',
      'verdict',
      'confidence',
      'row',
      'evidence',
      'createdAt',
      'modifiedAt',
      'busyUntil',
      'usedBy',
      'uses',
      'losesData',
      'sizeBytes',
      'monthlyCostUsd',
      'gaps',
      'consoleUrl',
    ]);
  });

  it('sorts findings by verdict, app, stage, kind and id, whatever order they come in', () => {
    const findings = [
      aFinding({ id: 'z' }),
      aFinding({ id: 'a', verdict: 'live', confidence: null }),
      aFinding({ id: 'b', stage: 'pr-0' }),
      aFinding({ id: 'c', kind: 's3-bucket' }),
      aFinding({ id: 'd', app: null }),
      aFinding({ id: 'a' }),
    ];
    const order = (given: typeof findings) =>
      reportJson(aReport({ findings: given }), run).findings.map(({ key }) => key);
    expect(order(findings)).toEqual([
      'cloudfront-function:b',
      'cloudfront-function:a',
      'cloudfront-function:z',
      's3-bucket:c',
      'cloudfront-function:d',
      'cloudfront-function:a',
    ]);
    expect(order(findings.toReversed())).toEqual(order(findings));
  });

  it('sorts calls by operation', () => {
    expect(Object.keys(reportJson(aReport(), run).calls.byOperation)).toEqual([
      'CloudFront.ListFunctions',
      'S3.ListBuckets',
    ]);
  });

  it('keeps hostile names as they are, without a character that acts on a terminal', () => {
    const id = 'a\u009b31m\u202Eb\u001b[0m';
    const text = jsonText(reportJson(aReport({ findings: [aFinding({ id })] }), run));
    expect(text).not.toMatch(/[\u001b\u007f-\u009f\u202e]/);
    expect(JSON.parse(text).findings[0].id).toBe(id);
  });
});
