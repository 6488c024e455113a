import { describe, expect, it } from 'vitest';
import { costText } from '../../src/text/money.ts';
import { gainSentences } from '../../src/report/gains.ts';
import { quotaLines } from '../../src/report/quotas.ts';
import { renderReport } from '../../src/report/terminal/scan.ts';
import { fileStyle } from '../../src/text/text-style.ts';
import { aFinding, aReport } from '../builders.ts';
import { aQuotaUse, someGains } from './builders.ts';

const view = { ...fileStyle, width: 80 };
const cost = (monthlyUsd: number | null, unpriced = 0) => ({ monthlyUsd, unpriced });

describe('money', () => {
  it('names whose prices they are, and says so under a cent', () => {
    expect(costText(cost(1234.5))).toBe('about $1,234.50 a month at us-east-1’s list prices');
    expect(costText(cost(0.01))).toBe('about $0.01 a month at us-east-1’s list prices');
    expect(costText(cost(0.0099))).toBe('under $0.01 a month');
    expect(costText(cost(null, 3))).toBeNull();
  });

  it('stands below the number of leftovers, with how many it does not count', () => {
    const report = aReport({ findings: [aFinding()] });
    const summary = { ...report.summary, cost: cost(1.24, 2) };
    const text = renderReport({ ...report, summary }, fileStyle);
    expect(text).toContain(
      '1 certain.\nCost: about $1.24 a month at us-east-1’s list prices (2 resources have no price).',
    );
    expect(renderReport(aReport(), view)).not.toContain('Cost:');
  });
});

describe('quotas', () => {
  const lines = (given: Parameters<typeof aQuotaUse>[0]) => quotaLines([aQuotaUse(given)], view);

  it('are shown from half of the limit on, or from a tenth that leftovers hold', () => {
    expect(lines({}).join('\n')).toMatchInlineSnapshot(`
      "Quotas (AWS’s defaults; yours may be raised)
        custom cache policies  14 of 20  6 by leftovers"
    `);
    expect(lines({ used: 9, leftovers: 1 })).toEqual([]);
    expect(lines({ used: 10, leftovers: 0 })).toHaveLength(2);
    expect(lines({ used: 2, leftovers: 2 })).toHaveLength(2);
    expect(lines({ used: null, leftovers: 2 })[1]).toContain('not all read, of 20');
  });

  it('of bytes are told in units, with their region', () => {
    const storage = {
      plural: 'Lambda code storage',
      region: 'eu-west-1',
      unit: 'bytes',
      limit: 75 * 1024 ** 3,
      used: 60 * 1024 ** 3,
      leftovers: 1_600_000,
    } as const;
    expect(lines(storage)[1]).toBe(
      '  Lambda code storage in eu-west-1  60 GB of 75 GB  1.5 MB by leftovers',
    );
  });
});

describe('what a plan gives back', () => {
  it('is told with what is used and allowed, and what is saved', () => {
    const { leftovers: _, ...quota } = aQuotaUse();
    const gains = someGains({ quotas: [{ ...quota, gain: 6 }], cost: cost(2, 1) });
    expect(gainSentences(gains)).toEqual([
      'It gives back 6 of 14 custom cache policies (limit 20).',
      'It saves about $2.00 a month at us-east-1’s list prices (1 resource has no price).',
    ]);
    expect(gainSentences(someGains())).toEqual(['It saves under $0.01 a month.']);
  });
});
