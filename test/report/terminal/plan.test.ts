import { describe, expect, it } from 'vitest';
import { renderPlan } from '../../../src/report/terminal/plan.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { anExclusion, aPlan, aStep } from '../../builders.ts';
import { someGains } from '../builders.ts';

const distribution = {
  kind: 'cloudfront-distribution',
  key: 'cloudfront-distribution:EABC',
  resource: 'EABC',
} as const;

const steps = [
  aStep({ ...distribution, action: 'disable' }),
  aStep({ ...distribution, action: 'settle', waitsFor: ['disable:EABC'], estimateSeconds: 300 }),
  aStep({ ...distribution, action: 'delete', waitsFor: ['settle:EABC'] }),
  aStep({
    kind: 's3-bucket',
    key: 's3-bucket:b',
    resource: 'b',
    action: 'empty',
    waitsFor: ['delete:EABC'],
    losesData: true,
  }),
];

const gains = someGains();

describe('a plan in a terminal', () => {
  it('shows each step, what it waits for, what loses data, and what is kept back with its command', () => {
    const plan = aPlan({ steps, excluded: [anExclusion()] });
    expect(renderPlan({ plan, seconds: 303, gains }, fileStyle)).toMatchInlineSnapshot(`
      "2 resources of 1 stage would be deleted from account 123456789012, in about 5 min. 1 of them holds data that is lost.
      This plan is for you, at a terminal: you are asked before anything is deleted.

      acme/pr-1 · 2 resources · about 5 min
        distribution EABC  disable, wait about 5 min, delete
        └─ bucket b        empty, loses data

      Kept back (1)
        Its stage is still deployed, so it is taken only by name (1)
          bucket  acme-pr-1-webassetsbucket-bkmtoxcd  eu-west-1  acme/pr-1
          Take it: sst-sweep sweep acme-pr-1-webassetsbucket-bkmtoxcd

      It saves under $0.01 a month.
      "
    `);
  });

  it('says that nothing would be deleted', () => {
    expect(renderPlan({ plan: aPlan({ steps: [] }), seconds: 0, gains }, fileStyle)).toBe(
      'Nothing would be deleted.\n',
    );
  });

  it('lists what is no leftover only where everything is asked for', () => {
    const plan = aPlan({
      excluded: [anExclusion({ reason: 'not-a-leftover', verdict: 'busy', command: null })],
    });
    expect(renderPlan({ plan, seconds: 1, gains }, fileStyle)).not.toContain('Kept back');
    expect(renderPlan({ plan, seconds: 1, gains }, { ...fileStyle, verbose: true })).toContain(
      'Kept back (1)',
    );
  });

  it('says why it must not run, and what to do about it', () => {
    const plan = aPlan({
      refusal: { code: 'TOO_MANY_DELETIONS', message: 'Too many.', hint: 'Raise it.' },
    });
    expect(renderPlan({ plan, seconds: 1, gains }, fileStyle)).toContain(
      '✖ Too many.\n  Raise it.',
    );
  });
});
