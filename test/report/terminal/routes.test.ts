import { expect, it } from 'vitest';
import { routeLines } from '../../../src/report/terminal/routes.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aRoute } from '../builders.ts';

const view = { ...fileStyle, width: 80 };
const standing = aRoute({ stage: 'pr-2', doubt: 'moved-to-other-store', total: 9 });

it('shows routes that may still stand, and counts those that a completed run took out', () => {
  const lines = routeLines([aRoute(), standing], view);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "Routes of stages that are gone, in stores of others (2, not read back)
      acme/pr-2: key-value store acme-shared-RouterKvStore-bkmtoxcd
          45ac:metadata and 8 more, leads to bucket
          acme-pr-1-webassetsbucket-bkmtoxcd
          recorded 2026-11-20 09:00 UTC; its site moved to another store
      1 record left its state in a run that completed: SST deletes the keys then.
      What a store holds is not read here; this shows it:
          aws cloudfront-keyvaluestore list-keys --kvs-arn arn:aws:cloudfront::123456789012:key-value-store/45ac0000-0000-0000-0000-000000000000"
  `);
  // A command is never broken.
  const text = lines.filter((line) => !line.trimStart().startsWith('aws '));
  expect(Math.max(...text.map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it('lists all of them where everything was asked for', () => {
  const text = routeLines([aRoute(), standing], { ...view, verbose: true }).join('\n');
  expect(text).toContain('acme/pr-1: key-value store');
  expect(text).toContain('taken out by a completed run');
});

it('says nothing where nothing was recorded', () => {
  expect(routeLines([], view)).toEqual([]);
});
