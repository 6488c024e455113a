import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import { run, whoMeansIt } from '../../e2e/in-process.ts';
import { aPreview, nightly, nightsOf, writesOf, yes } from './nights.ts';

const story = aPreview();

it('whoever is asked is told how much goes into quarantine, and that nothing is deleted', async () => {
  const { aws, stateDir } = nightsOf(story.data);
  const { code, stderr } = await run(aws, ['sweep', '--demo', '--quarantine', '7d'], {
    stateDir,
    person: whoMeansIt,
  });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('Nothing would be deleted. ');
  expect(stderr).toMatch(/Put \d resources into quarantine in account 123456789012\?/);
  expect(writesOf(aws)).toContain(`cloudfront:UpdateDistribution ${story.distribution}`);
  expect(writesOf(aws).filter((write) => write.includes('Delete'))).toEqual([]);
});

it('a quarantine in the config file holds for every sweep', async () => {
  const { aws, stateDir } = nightsOf(story.data);
  await writeFile(join(stateDir, 'quarantine.json'), '{"quarantine":"7d"}');
  const { code, stderr } = await run(
    aws,
    ['sweep', ...yes, '--delete-data', '--config', join(stateDir, 'quarantine.json')],
    { stateDir },
  );
  expect(code, stderr).toBe(0);
  expect(writesOf(aws).filter((write) => write.includes('Delete'))).toEqual([]);
});

it('a sweep is refused whose notes another sweep changed while it was planned', async () => {
  const { aws, stateDir, pass, sweep } = nightsOf(story.data);
  await sweep();
  await pass(8);
  // The second one has read the notes and looks at the account while the first one sweeps.
  let requests = 0;
  const handle: typeof aws.handler.handle = async (...given) => {
    requests += 1;
    if (requests === 5) await run(aws, nightly, { stateDir });
    return aws.handler.handle(...given);
  };
  const second = { ...aws, handler: { ...aws.handler, handle } };
  const { code, stdout } = await run(second, nightly, { stateDir });
  expect({ code, error: JSON.parse(stdout).code }).toEqual({
    code: 6,
    error: 'QUARANTINE_CHANGED',
  });
  const there = resourcesOf(aws.snapshot());
  expect([story.distribution, story.fn, ...story.buckets].filter((id) => there.has(id))).toEqual(
    [],
  );
});
