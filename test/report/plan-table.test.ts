import { describe, expect, it } from 'vitest';
import { renderPlan } from '../../src/report/plan-table.ts';
import { fileView } from '../../src/report/view.ts';
import { anExclusion, aPlan, aStep } from '../builders.ts';
import { someGains } from './builders.ts';

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
    expect(renderPlan({ plan, seconds: 303, gains }, fileView)).toMatchInlineSnapshot(`
      "Steps (4)
        1  disable  cloudfront-distribution  EABC  acme/pr-1
        2  settle   cloudfront-distribution  EABC  acme/pr-1  after 1
        3  delete   cloudfront-distribution  EABC  acme/pr-1  after 2
        4  empty    s3-bucket                b     acme/pr-1  after 3  loses data

      Kept back (1)
        s3-bucket  acme-pr-1-webassetsbucket-bkmtoxcd  stage-lives-on
            Its stage lives on and could still reach it in a way that no configuration shows.
            sst-sweep sweep acme-pr-1-webassetsbucket-bkmtoxcd

      2 resources of 1 stage would be deleted from account 123456789012 in 4 steps, in about 5m 3s. 1 of them holds data that is lost.
      It saves about nothing.
      "
    `);
  });

  it('says that nothing would be deleted', () => {
    expect(renderPlan({ plan: aPlan({ steps: [] }), seconds: 0, gains }, fileView)).toBe(
      'Nothing would be deleted.\n',
    );
  });

  it('lists what is no leftover only where everything is asked for', () => {
    const plan = aPlan({
      excluded: [anExclusion({ reason: 'not-a-leftover', verdict: 'busy', command: null })],
    });
    expect(renderPlan({ plan, seconds: 1, gains }, fileView)).not.toContain('Kept back');
    expect(renderPlan({ plan, seconds: 1, gains }, { ...fileView, verbose: true })).toContain(
      'Kept back (1)',
    );
  });

  it('says why it must not run, and what to do about it', () => {
    const plan = aPlan({
      refusal: { code: 'TOO_MANY_DELETIONS', message: 'Too many.', hint: 'Raise it.' },
    });
    expect(renderPlan({ plan, seconds: 1, gains }, fileView)).toContain('✖ Too many.\n  Raise it.');
  });
});
