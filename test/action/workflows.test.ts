import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Workflow } from './runner.ts';

const folder = '.github/workflows';
const files = readdirSync(folder).map((name) => join(folder, name));
const stepsOf = (file: string) =>
  Object.values((parse(readFileSync(file, 'utf8')) as Workflow).jobs).flatMap(
    ({ steps }) => steps ?? [],
  );

describe.each(files)('%s', (file) => {
  it('runs only what is pinned by a full digest, with its version beside it', () => {
    const used = [...readFileSync(file, 'utf8').matchAll(/uses: (.*)$/gm)].map(([, what]) => what);
    const pinned = /^[\w-]+\/[\w-]+(?:\/[\w-]+)*@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    const own = /^\.\/\.github\/workflows\/[a-z]+\.yml$/;
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((what = '') => !pinned.test(what) && !own.test(what))).toEqual([]);
  });

  it('lets nobody’s text into a script', () => {
    for (const { run = '' } of stepsOf(file)) expect(run).not.toContain('${{');
  });

  it('may write only where a job says what', () => {
    const { permissions } = parse(readFileSync(file, 'utf8')) as Workflow;
    expect(permissions).toEqual({ contents: 'read' });
  });

  it('leaves no token in the checkout', () => {
    const checkouts = stepsOf(file).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    for (const { with: given } of checkouts) expect(given?.['persist-credentials']).toBe(false);
  });
});

it('an action is pinned to one digest everywhere', () => {
  const pages = [...files, 'docs/recipes/previews-every-night.md'];
  const pins = new Map<string, Set<string>>();
  for (const page of pages)
    for (const [, name = '', pin = ''] of readFileSync(page, 'utf8').matchAll(
      /uses: ([\w-]+\/[\w-]+)[\w/-]*@([0-9a-f]{40} # .*)$/gm,
    ))
      pins.set(name, (pins.get(name) ?? new Set()).add(pin));
  expect(pins.size).toBeGreaterThan(4);
  expect([...pins].filter(([, digests]) => digests.size > 1)).toEqual([]);
});

it('the token that publishes is given to jobs that run nothing of the repository', () => {
  const { jobs } = parse(readFileSync(join(folder, 'release.yml'), 'utf8')) as Workflow;
  const writing = Object.values(jobs).filter((job) =>
    Object.values(job.permissions ?? {}).includes('write'),
  );
  expect(writing).toHaveLength(2);
  for (const { steps = [] } of writing) {
    expect(steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))).toEqual([]);
    expect(steps.filter(({ run = '' }) => /npm (?:ci|install|run|test)/.test(run))).toEqual([]);
  }
});

/** A repository of three files, for the script that a release begins with. */
function releaseOf(tag: string, { version, changelog }: { version: string; changelog: string }) {
  const cwd = mkdtempSync(join(tmpdir(), 'sst-sweep-release-'));
  copyFileSync('action.yml', join(cwd, 'action.yml'));
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(cwd, 'CHANGELOG.md'), changelog);
  const words = [resolve('.ci/release-notes.mjs'), tag];
  return spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
}

describe('what a release says of itself', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const changelog = `# Changelog\n\n## [Unreleased]\n\n- later\n\n## [${version}] - 2026-11-30\n\n### Added\n\n- this\n\n## [0.0.1] - 2026-01-01\n\n- before\n`;

  it('is there for the version that the repository has', () => {
    const words = ['.ci/release-notes.mjs', `v${version}`];
    const { stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    // The owner is known only where it is published from.
    expect(stderr).toMatch(/^(?:Not to be released: package\.json names no owner \(.+\)\.\n)?$/);
  });

  it('is its version’s part of the changelog', () => {
    const { status, stdout } = releaseOf(`v${version}`, { version, changelog });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '### Added\n\n- this\n' });
  });

  it.each([
    ['another tag', 'v9.9.9', { version, changelog }],
    ['an action of another version', 'v9.9.9', { version: '9.9.9', changelog }],
    ['no word in the changelog', `v${version}`, { version, changelog: '# Changelog\n' }],
  ])('is refused: %s', (_what, tag, repository) => {
    const { status, stdout, stderr } = releaseOf(tag, repository);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Not to be released: .+\.\n$/);
  });
});
