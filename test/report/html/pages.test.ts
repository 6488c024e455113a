import { describe, expect, it } from 'vitest';
import { flag, nothingRepeated, ownCommand } from '../../../src/model/command.ts';
import type { Report } from '../../../src/model/finding.ts';
import { formats } from '../../../src/report/formats.ts';
import { planPage } from '../../../src/report/html/plan-page.ts';
import { scanPage } from '../../../src/report/html/scan-page.ts';
import { sweepPage } from '../../../src/report/html/sweep-page.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import {
  aFinding,
  aGap,
  anExclusion,
  anOutcome,
  aPlan,
  aReport,
  aResult,
  aStep,
} from '../../builders.ts';
import { aQuotaUse, someGains } from '../builders.ts';
import { openPage } from './open-page.ts';

function textOf(page: string, section: string): string {
  const found = openPage(page).document.querySelector(`#${section}`);
  return (found?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

function sectionsOf(page: string): readonly string[] {
  return [...openPage(page).document.querySelectorAll('main > section')].map(({ id }) => id);
}

function scanned(report: Partial<Report>): string {
  return scanPage(aReport(report), {}, fileStyle);
}

describe('the page of a scan', () => {
  it('counts by verdict, kind, app and stage, with what the leftovers cost', () => {
    const page = scanned({
      findings: [
        aFinding({ key: 's3-bucket:a', kind: 's3-bucket', id: 'a', monthlyCostUsd: 2.5 }),
        aFinding({ key: 's3-bucket:b', kind: 's3-bucket', id: 'b', monthlyCostUsd: null }),
        aFinding({ id: 'c', app: 'blog', stage: 'dev', verdict: 'live', confidence: null }),
      ],
    });
    const rows = [...openPage(page).document.querySelectorAll('#totals tbody tr')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) =>
        cell.textContent.replaceAll(/\s+/g, ' ').trim(),
      ),
    );
    expect(rows).toContainEqual(['leftover', '2', '2', '0', '0', '$2.50 + 1 unpriced']);
    expect(rows).toContainEqual(['bucket', '2', '0', '$2.50 + 1 unpriced']);
    expect(rows).toContainEqual(['acme', '2', '0', '$2.50 + 1 unpriced']);
    expect(rows).toContainEqual(['blog/dev', '0', '1', '$0']);
  });

  it('counts a function and its versions once, as the text does', () => {
    const owner = aFinding({
      key: 'lambda-edge-function:us-east-1:fn',
      kind: 'lambda-edge-function',
      id: 'us-east-1:fn',
      region: 'us-east-1',
    });
    const version = { ...owner, key: `${owner.key}:7`, kind: 'lambda-edge-version', id: 'fn:7' };
    version.key = 'lambda-edge-version:us-east-1:fn:7';
    const page = scanned({ findings: [owner, version] });
    expect(textOf(page, 'findings')).toContain('with 1 version');
    expect(textOf(page, 'findings')).toContain('1–1 of 1');
  });

  it('says what would decide an unknown', () => {
    const unknown = aFinding({
      verdict: 'unknown',
      confidence: null,
      evidence: [{ code: 'may-hold-data', source: 's', detail: 'It may hold data.' }],
    });
    const page = scanned({ findings: [unknown] });
    expect(textOf(page, 'findings')).toContain('What lies in it would decide it');
    expect(textOf(page, 'undecided')).toContain('what may lie in them 1');
  });

  it('says what could not be read, and what mends it', () => {
    const page = scanned({ gaps: [aGap({ operation: 's3:GetBucketTagging', cause: 'denied' })] });
    expect(textOf(page, 'gaps')).toContain('s3:GetBucketTagging');
    expect(textOf(page, 'gaps')).toContain('Grant s3:GetBucketTagging and scan again.');
  });

  it('shows every quota, also those that are far from their end', () => {
    const page = scanned({
      quotas: [aQuotaUse({ used: 1, leftovers: 0 }), aQuotaUse({ used: null })],
    });
    expect(textOf(page, 'quotas')).toContain('custom cache policies 1 of 20');
    expect(textOf(page, 'quotas')).toContain('not all read, of 20');
  });

  it('leaves out what there is nothing of', () => {
    expect(sectionsOf(scanned({ findings: [], gaps: [], quotas: [] }))).toEqual(['totals']);
  });

  it('prints commands with the flags that were given', () => {
    const repeated = { ...nothingRepeated, flags: { plan: [flag('--profile', 'a team')] } };
    const page = scanPage(aReport({ findings: [aFinding()] }), {}, { ...fileStyle, repeated });
    expect(textOf(page, 'next')).toContain("sst-sweep plan --profile 'a team'");
  });
});

describe('the page of a plan', () => {
  it('shows what is kept back, why, and the command that takes it', () => {
    const kept = anExclusion({
      resource: 'old-bucket',
      reason: 'loses-data',
      chosen: true,
      command: ownCommand('sweep', { operands: ['old-bucket'] }),
    });
    const plan = aPlan({ steps: [aStep()], excluded: [kept] });
    const page = planPage({ plan, seconds: 60, gains: someGains() }, aReport(), fileStyle);
    expect(textOf(page, 'kept')).toContain('Holds data that no deploy makes again');
    expect(textOf(page, 'kept')).toContain('Take it: sst-sweep sweep old-bucket');
  });

  it('says why it is refused', () => {
    const refusal = { code: 'TOO_MANY', message: 'Too many at once.', hint: 'Take fewer.' };
    const plan = aPlan({ steps: [aStep()], refusal });
    const page = planPage({ plan, seconds: 60, gains: someGains() }, aReport(), fileStyle);
    expect(textOf(page, 'next')).toContain('Refused ✖ Too many at once. Take fewer.');
  });

  it('draws nothing where nothing would be deleted', () => {
    const page = planPage(
      { plan: aPlan({ steps: [] }), seconds: 0, gains: someGains() },
      aReport(),
      fileStyle,
    );
    expect(page).toContain('Nothing would be deleted.');
    expect(page).not.toContain('<svg');
  });
});

describe('the page of a sweep', () => {
  it('says of each what became of it and why, the failed ones first', () => {
    const failed = anOutcome({
      step: 'delete:stuck',
      key: 'cloudfront-function:stuck',
      resource: 'stuck',
      outcome: 'failed',
      reason: 'denied',
    });
    const result = aResult({ outcomes: [anOutcome({ outcome: 'done' }), failed] });
    const notes = {
      abandoned: [],
      resumeCommand: ownCommand('resume', { operands: ['s1'] }),
      restoreCommand: ownCommand('restore', { operands: ['s1'] }),
      gains: someGains(),
    };
    const plan = aPlan({ steps: [aStep({ key: 'cloudfront-function:stuck' })] });
    const page = sweepPage({ plan, result, notes, report: aReport() }, fileStyle);
    expect(textOf(page, 'outcomes')).toMatch(/Failed.*stuck.*AWS did not allow it.*Deleted/);
    expect(textOf(page, 'outcomes')).toContain('Go on: sst-sweep resume s1');
    expect(page).toContain('function: failed');
  });
});

describe('what has no page of its own', () => {
  it('stands as its text in one', async () => {
    const document = { table: () => 'acme <b>\n    sst-sweep runs\n', json: () => null };
    const page = await formats.html.render(document, fileStyle);
    expect(openPage(page).document.querySelector('#text pre')?.textContent).toBe(
      'acme <b>\n    sst-sweep runs\n',
    );
  });
});
