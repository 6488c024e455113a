import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { renderReport } from '../../src/report/terminal/scan.ts';
import { knownOf, undecided, undecidedGroups, undecidedLine } from '../../src/report/undecided.ts';
import { fileStyle } from '../../src/text/text-style.ts';
import { aFinding, aGap, aReport } from '../builders.ts';

const state = aGap({
  id: 'state',
  source: 'sst-state',
  operation: 's3:GetObjectVersion',
  region: 'us-east-1',
  cause: 'invalid',
});
const list = aGap({ id: 'list', operation: 'lambda:ListFunctions', region: 'eu-west-1' });

function anUnknown(id: string, code: string, more: Partial<Finding> = {}): Finding {
  const source = code === 'gap' ? (more.gaps?.[0] ?? '') : 's3://home';
  const evidence = [{ code, source, detail: 'So it is.' }];
  return aFinding({ key: id, id, verdict: 'unknown', confidence: null, evidence, ...more });
}

const usedBy = (id: string, user: string) =>
  anUnknown(id, 'used', { evidence: [{ code: 'used', source: user, detail: 'It is used.' }] });

const decides = (finding: Finding, all: readonly Finding[] = [finding]) =>
  undecided(finding, knownOf(all, [state, list]))?.decides;

describe('what would decide about an unknown', () => {
  it('is what could not be read, and how that is mended', () => {
    expect(decides(anUnknown('a', 'gap', { gaps: ['list'] }))).toBe(
      'What could not be read would decide it: lambda:ListFunctions in eu-west-1: allow lambda:ListFunctions and scan again.',
    );
    // A permission does not mend a file.
    expect(decides(anUnknown('a', 'gap', { gaps: ['state'] }))).toContain(
      'bring back a version of the file that can be read',
    );
    expect(decides(anUnknown('a', 'gap', { gaps: ['state', 'list'] }))).toContain(
      'lambda:ListFunctions in eu-west-1 and s3:GetObjectVersion in us-east-1',
    );
  });

  it('is what decides about that which uses it', () => {
    const site = anUnknown('site', 'no-proof');
    const all = [usedBy('logs', 'worker'), usedBy('worker', 'site'), site];
    expect(decides(all[0] ?? site, all)).toBe(
      `What it waits for is worker. What it waits for is site. ${decides(site)}`,
    );
    expect(decides(usedBy('a', 'somebody’s'))).toBe('What it waits for is somebody’s.');
  });

  it('is told once where two use each other', () => {
    const ring = [usedBy('a', 'b'), usedBy('b', 'a')];
    expect(decides(ring[0] ?? usedBy('a', 'a'), ring)).toContain('What it waits for is b.');
  });

  it('is asked of nothing else', () => {
    expect(decides(aFinding())).toBeUndefined();
  });
});

describe('the undecided', () => {
  const findings = [
    anUnknown('a', 'gap', { gaps: ['state'] }),
    anUnknown('b', 'gap', { gaps: ['state'] }),
    usedBy('c', 'a'),
    anUnknown('d', 'no-proof'),
    anUnknown('e', 'departure-unproven'),
    aFinding(),
  ];

  it('are summed up by what holds them up, the most first', () => {
    const groups = undecidedGroups(findings, [state, list]);
    expect(groups.map(({ cause, findings: many, gaps }) => [cause, many, gaps])).toEqual([
      ['unread', 3, ['state']],
      ['history', 2, []],
    ]);
    expect(undecidedLine(groups)).toEqual([
      '5 undecided: 3 by one unread state (bring back a version of the file that can be read), 2 by missing history.',
    ]);
  });

  it('stand in the report, and nowhere where there are none', () => {
    const text = renderReport(aReport({ findings, gaps: [state] }), fileStyle);
    expect(text).toContain('5 undecided: 3 by one unread state');
    expect(renderReport(aReport({ findings: [aFinding()] }), fileStyle)).not.toContain('undecided');
  });

  it('are told in a line, however many reasons there are', () => {
    const codes = [
      'no-proof',
      'answers',
      'owners-disagree',
      'may-hold-data',
      'unheard-of',
      'not-read',
    ];
    const many = codes.map((code) => anUnknown(code, code));
    expect(undecidedLine(undecidedGroups(many, [])).join()).toMatch(
      /^6 undecided: 1 by .*, 2 others by 2 other reasons\.$/,
    );
  });
});
