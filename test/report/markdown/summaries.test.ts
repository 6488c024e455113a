import { describe, expect, it } from 'vitest';
import { planMarkdown } from '../../../src/report/markdown/plan-summary.ts';
import { quoted } from '../../../src/report/markdown/quoted.ts';
import { resultMarkdown } from '../../../src/report/markdown/result-summary.ts';
import { scanMarkdown } from '../../../src/report/markdown/scan-summary.ts';
import { ownCommand } from '../../../src/model/command.ts';
import { fileStyle, inFile } from '../../../src/text/text-style.ts';
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
import { someGains } from '../builders.ts';
import { hostileTexts } from '../hostile.ts';
import { cellRows, htmlOf, strangeElements, textOutsideCode } from './parsed.ts';

const view = inFile(fileStyle);
const notes = {
  abandoned: [],
  resumeCommand: ownCommand('resume'),
  restoreCommand: ownCommand('restore'),
  gains: someGains(),
};

function planned(
  steps: ReturnType<typeof aStep>[],
  excluded: ReturnType<typeof anExclusion>[] = [],
) {
  return planMarkdown({ plan: aPlan({ steps, excluded }), seconds: 300, gains: someGains() }, view);
}

describe('the summary of a scan', () => {
  it('counts by verdict, and has a table per stage with what each thing is and why', () => {
    const findings = [
      aFinding({ id: 'b' }),
      aFinding({ id: 'a', confidence: 'low', losesData: true }),
      aFinding({ id: 'c', app: 'blog', stage: 'dev', verdict: 'retained', confidence: null }),
      aFinding({ id: 'd', verdict: 'live', confidence: null }),
    ];
    const text = scanMarkdown(aReport({ findings }), view, {
      ready: new Set([findings[0]?.key ?? '']),
    });
    expect(text).toMatchInlineSnapshot(`
      "## sst-sweep: 2 leftovers in 1 stage · 1 ready to delete · 1 needs your decision

      Account 123456789012 · 2 regions · 1 home · 1 stage

      | Verdict | Resources |
      | --- | --- |
      | leftover | 2 |
      | retained | 1 |
      | live | 1 |

      - How sure it is that they are leftovers: 1 certain and 1 low.
      - Cost: under \`$0.01\` a month.
      - Left alone: 1 retained and 1 live.

      ### acme/pr-1 · removed 2026-11-20 09:05 UTC

      | Verdict | Kind | Id | Why |
      | --- | --- | --- | --- |
      | leftover (low) | function | \`a\` | **holds data, you decide**<br>A state of acme/pr-1 owned it until the remove of 2026-11-20. |
      | leftover (certain) | function | \`b\` | A state of acme/pr-1 owned it until the remove of 2026-11-20. |

      ### blog/dev

      | Verdict | Kind | Id | Why |
      | --- | --- | --- | --- |
      | retained | function | \`c\` | A state of acme/pr-1 owned it until the remove of 2026-11-20. |

      \`\`\`text
      See what would be deleted: sst-sweep plan
      Choose and delete: sst-sweep
      \`\`\`
      "
    `);
  });

  it('says what could not be read', () => {
    expect(scanMarkdown(aReport({ gaps: [aGap()] }), view)).toContain(
      's3:GetBucketTagging in eu-west-1: denied.',
    );
  });
});

describe('the summary of a plan', () => {
  it('draws what waits for what, and lists what is kept back with its command', () => {
    const steps = [
      aStep({
        action: 'disable',
        kind: 'cloudfront-distribution',
        resource: 'E1',
        key: 'cloudfront-distribution:E1',
      }),
      aStep({
        kind: 'cloudfront-distribution',
        resource: 'E1',
        key: 'cloudfront-distribution:E1',
        waitsFor: ['disable:E1'],
      }),
      aStep({ resource: 'fn', key: 'cloudfront-function:fn', waitsFor: ['delete:E1'] }),
    ];
    const text = planned(steps, [anExclusion()]);
    expect(text).toContain('n1["distribution<br/>E1<br/>disable, delete"]');
    expect(text).toContain('\n  n1 --> n2\n');
    expect(text).toContain('Take it: sst-sweep sweep acme-pr-1-webassetsbucket-bkmtoxcd');
  });

  it('of more than 60 resources is not drawn, and says so', () => {
    const steps = Array.from({ length: 61 }, (_, index) =>
      aStep({ resource: `f${index}`, key: `cloudfront-function:f${index}` }),
    );
    expect(planned(steps)).not.toContain('mermaid');
    expect(planned(steps)).toContain('61 resources: more than 60 are not drawn.');
    expect(planned(steps.slice(1))).toContain('```mermaid');
  });
});

describe('the summary of a sweep', () => {
  it('says of each resource what became of it and why', () => {
    const outcomes = [
      anOutcome(),
      anOutcome({
        step: 'delete:E1',
        key: 'cloudfront-distribution:E1',
        kind: 'cloudfront-distribution',
        resource: 'E1',
        outcome: 'failed',
        reason: 'denied',
      }),
    ];
    const text = resultMarkdown(aResult({ outcomes }), view, notes);
    expect(text).toContain('| failed | 1 |\n| deleted | 1 |');
    expect(text).toContain('| failed | distribution | `E1` | AWS did not allow it |');
    expect(text).toContain('Go on: sst-sweep resume');
  });
});

describe('hostile names, tags and messages', () => {
  it.each(hostileTexts)('%j makes nothing of its own in any summary', (text) => {
    const finding = aFinding({
      id: text,
      app: text,
      stage: text,
      region: text,
      evidence: [{ code: 'x', source: text, detail: text }],
    });
    const step = aStep({ resource: text, app: text, stage: text, region: text });
    const error = { code: text, message: text, requestId: text };
    const markdowns = [
      scanMarkdown(
        aReport({ findings: [finding], warnings: [text], gaps: [aGap({ message: text })] }),
        { ...view, verbose: true },
      ),
      planned(
        [step],
        [
          anExclusion({
            resource: text,
            app: text,
            detail: text,
            reason: 'unknown',
            command: ownCommand('sweep', { operands: [text] }),
          }),
        ],
      ),
      resultMarkdown(
        aResult({
          outcomes: [anOutcome({ resource: text, app: text, outcome: 'failed', error })],
          backup: text,
        }),
        view,
        notes,
      ),
      quoted(text),
    ];
    for (const markdown of markdowns) {
      const html = htmlOf(markdown);
      expect(strangeElements(html)).toEqual([]);
      expect(textOutsideCode(html)).not.toMatch(/[@#$*_~<>[\]\\|`]|:\w+:|www\.|:\/\//);
      expect(markdown.replaceAll('\n', '')).not.toMatch(
        /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u,
      );
      for (const cells of cellRows(html)) expect([2, 4]).toContain(cells.length);
    }
  });
});
