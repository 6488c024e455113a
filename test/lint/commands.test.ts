import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/** Text that a shell would run, in a string of the code: words of a command after its program. */
const byHand =
  /(['"`])[^'"`\n]*\b(?:sst-sweep (?:scan|plan|sweep|stages|explain|doctor|runs|resume|restore|iam-policy|--)|sst (?:deploy|remove|refresh|unlock|state) --|npx sst |npm install |aws [a-z0-9-]+ [a-z]+-[a-z])[^'"`\n]*/g;

describe('a printed command', () => {
  it('is data everywhere but in the help and where it is rendered', async () => {
    const found: string[] = [];
    const files = await readdir('src', { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const path = `src/${file}`;
      if (/\/commands\/program\/(?:command-)?help\.ts$/.test(path)) continue;
      const code = (await readFile(path, 'utf8')).replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
      // CloudFront keeps the reference of a restored distribution: nobody types it.
      for (const [text] of code.matchAll(byHand))
        if (!text.startsWith('`sst-sweep restore ${run.')) found.push(`${path}: ${text}`);
    }
    expect(found).toEqual([]);
  });
});
