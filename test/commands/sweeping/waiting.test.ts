import { expect, it } from 'vitest';
import { run } from '../../e2e/in-process.ts';
import { aPreview, nightsOf } from '../../sweep/quarantine/nights.ts';

it('what waits in quarantine is told by a scan and explained, with its end where that is known', async () => {
  const story = aPreview();
  const nights = nightsOf(story.data);
  const asked = async (...argv: string[]) =>
    (await run(nights.aws, [...argv, '--demo', '--quiet'], { stateDir: nights.stateDir })).stdout;

  await nights.sweep();
  await nights.pass(1);
  expect(await asked('scan')).toMatch(
    /In quarantine: 4 leftovers, the first since \d{4}-\d\d-\d\d/,
  );
  expect(await asked('explain', story.distribution)).toMatch(
    /quarantine\s+since \d{4}-\d\d-\d\d .*a sweep with --quarantine takes it when its time is over/,
  );
}, 120_000);
