import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/commands/output/exit-code.ts';
import { parseConfig } from '../../src/commands/input/config.ts';
import { commandNames } from '../../src/commands/input/flags.ts';
import { kinds } from '../../src/kinds/index.ts';
import { formatFacts, formatNames } from '../../src/report/formats.ts';
import { createSimulatedAws } from 'simulated-aws';
import { run } from '../e2e/in-process.ts';
import { blocksOf, english, headingsOf, linksOf, pages, read, tablesOf } from './pages.ts';

const readme = read(english);
const writes = new Set(['interactive', 'sweep', 'resume', 'restore']);

/** The README's table that begins with this column. */
function tableOf(column: string): readonly (readonly string[])[] {
  const found = tablesOf(readme).find(([head]) => head?.[0] === column);
  return found?.slice(1) ?? [];
}

function code(text: string): string {
  return `\`${text}\``;
}

describe('the README', () => {
  it('lists every command, and which of them write', () => {
    const rows = tableOf('command').map(([command, , write]) => [command, write !== 'never']);
    const all = commandNames
      .filter((name) => name !== 'simulate')
      .map((name) => [
        code(name === 'interactive' ? 'sst-sweep' : `sst-sweep ${name}`),
        writes.has(name),
      ]);
    expect(new Map(rows as [string, boolean][])).toEqual(new Map(all as [string, boolean][]));
  });

  it('says first of each use whether it writes, as the list of commands does', () => {
    const uses = tableOf('you want to').map(([, command = '', write]) => {
      const [, name = 'interactive'] = /^`sst-sweep ([a-z]+)/.exec(command) ?? [];
      return [name, write !== 'never'];
    });
    expect(uses.length).toBeGreaterThan(3);
    expect(uses).toEqual(uses.map(([name]) => [name, writes.has(String(name))]));
  });

  it('lists every kind in the order of the registry, and for which of them signs are enough', () => {
    const rows = tableOf('kind').map(([kind, signs]) => [kind, signs]);
    expect(rows).toEqual(
      kinds.map(({ facts }) => [code(facts.kind), facts.guarded ? 'yes' : 'no']),
    );
  });

  it('lists every exit code', () => {
    const rows = tableOf('code').map(([number]) => Number(number));
    expect(rows).toEqual(Object.values(exitCodes));
  });

  it('lists every format, its ending, and the commands that have it not', () => {
    const rows = tableOf('format').map(([name, ending, , notOf]) => [name, ending, notOf]);
    const all = formatNames.map((name) => {
      const { ending, notOf, onlyOf } = formatFacts(name);
      const without = onlyOf === undefined ? notOf.map(code).join(', ') : `all but ${code(onlyOf)}`;
      return [code(name), code(ending), without];
    });
    expect(rows).toEqual(all);
  });

  it('lists every verdict', () => {
    const verdicts = ['live', 'leftover', 'retained', 'busy', 'unknown', 'protected'];
    expect(tableOf('verdict').map(([verdict]) => verdict)).toEqual(verdicts.map(code));
  });

  it('shows what the doctor says of the demo account', async () => {
    const shown = blocksOf(readme).find(({ text }) => text.startsWith('✖'))?.text ?? 'nothing';
    const aws = createSimulatedAws(JSON.parse(readFileSync('fixtures/accounts/demo.json', 'utf8')));
    const words = ['doctor', '--demo', '-q', '--no-color', 'FunctionAlreadyExists'];
    const { stdout } = await run(aws, words, { columns: 80 });
    expect(stdout.replaceAll(' --demo', '')).toContain(shown);
  }, 60_000);

  it('links the issues that were made again as accounts, and no others', () => {
    const reports = readFileSync('fixtures/reports/README.md', 'utf8');
    const issues = linksOf(readme).flatMap(
      (link) => /anomalyco\/sst\/issues\/(\d+)$/.exec(link) ?? [],
    );
    const numbers = issues.filter((part) => /^\d+$/.test(part));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number) => !reports.includes(`#${number}`))).toEqual([]);
  });
});

describe.each(pages)('%s', (page) => {
  it('shows configs that are taken', () => {
    for (const { text } of blocksOf(read(page)).filter(({ language }) => language === 'json'))
      expect(() => parseConfig(text, page)).not.toThrow();
  });

  it('tells no exit code that the contract does not have', () => {
    const codes = tablesOf(read(page))
      .filter(([head]) => head?.[0] === 'code')
      .flatMap(([, ...rows]) => rows.map(([number]) => Number(number)));
    expect(codes.filter((each) => !(Object.values(exitCodes) as number[]).includes(each))).toEqual(
      [],
    );
  });
});

/** All pages that one can come to from the README, each with what it links. */
function reached(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const open = [english];
  for (let page = open.pop(); page !== undefined; page = open.pop()) {
    if (found.has(page)) continue;
    const folder = dirname(page);
    const links = linksOf(read(page)).filter((link) => !link.startsWith('https://'));
    found.set(
      page,
      links.map((link) => (link.startsWith('#') ? page + link : normalize(join(folder, link)))),
    );
    open.push(...(found.get(page) ?? []).map((link) => link.replace(/#.*/, '')));
  }
  return found;
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

describe('every page that the README leads to', () => {
  it('is in the package', () => {
    const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
    // npm packs this one whatever stands there.
    const packed = [...files, english];
    const missing = [...reached().keys()].filter(
      (page) => !packed.some((each) => page === each || page.startsWith(`${each}/`)),
    );
    expect(missing).toEqual([]);
    expect([...reached().keys()]).toEqual(expect.arrayContaining([...pages]));
  });

  it('links headings that are there', () => {
    const links = [...reached().values()].flat().filter((link) => link.includes('#'));
    const lost = links.filter((link) => {
      const [page = '', anchor] = link.split('#');
      return !headingsOf(read(page)).some(({ text }) => anchorOf(text) === anchor);
    });
    expect(lost).toEqual([]);
    expect(links.length).toBeGreaterThan(0);
  });
});
