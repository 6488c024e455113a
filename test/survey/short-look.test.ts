import { expect, it } from 'vitest';
import { questionKey } from '../../src/model/question.ts';
import type { Finding } from '../../src/model/finding.ts';
import { match } from '../../src/match/match.ts';
import { looking, plainOptions } from '../account/looking.ts';
import { livedIn } from '../lives/lives.ts';

/** `SHORT_LOOKS=500` takes more accounts. */
const seeds = Array.from(
  { length: Number(process.env['SHORT_LOOKS'] ?? 12) },
  (_, n) => 80_000 + n,
);

const mayGo = ({ verdict }: Finding) => verdict === 'leftover' || verdict === 'retained';

it.each(seeds)(
  'a look about what a plan touches says of it what a look at everything says (account %i)',
  async (seed) => {
    const { account, looking: told } = livedIn(seed);
    const whole = await looking(account, told);
    const planned = whole.findings.filter((finding, index) => mayGo(finding) && index % 2 === 0);
    const only = new Set(planned.map(({ key }) => key));
    const { answers: earlier } = whole.inventory;
    const short = await looking(account, { ...told, aws: whole.aws, only, earlier });
    const found = new Map(short.findings.map((finding) => [finding.key, finding]));
    for (const finding of planned) expect(found.get(finding.key)).toEqual(finding);
    // An unguarded one waits for all distributions of its stage.
    const stages = new Set(planned.flatMap(({ ofStages }) => ofStages));
    for (const { kind, key, ofStages, verdict } of whole.findings) {
      if (kind !== 'cloudfront-distribution' || !ofStages.some((stage) => stages.has(stage)))
        continue;
      expect(found.get(key)).toMatchObject({ ofStages, verdict });
    }
    expect(short.inventory.calls.total).toBeLessThanOrEqual(whole.inventory.calls.total);
  },
  60_000,
);

it('a look about what a plan touches asks again what its verdicts rest on, and nothing about the rest', async () => {
  const { account, looking: told } = livedIn(80_000);
  const { inventory, findings } = await looking(account, told);
  const [first, ...others] = findings.filter(
    ({ kind, verdict }) => kind === 's3-bucket' && verdict === 'leftover',
  );
  if (!first) throw new Error('The account has no bucket that is left over.');
  const blank = { ...inventory, answers: {}, earlier: inventory.answers };
  const asked = match(blank, plainOptions, undefined, [], undefined, new Set([first.key]));
  const keys = asked.openQuestions.map(questionKey);
  expect(keys).toContain(`bucket-contents:${first.id}`);
  for (const { id } of others) expect(keys).not.toContain(`bucket-contents:${id}`);
});
