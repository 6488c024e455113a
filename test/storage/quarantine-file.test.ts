import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { QuarantineNote } from '../../src/model/quarantine.ts';
import {
  quarantinePath,
  readQuarantine,
  writeQuarantine,
} from '../../src/storage/quarantine-file.ts';
import { stateFiles } from '../../src/storage/state-files.ts';

const account = '123456789012';
const note: QuarantineNote = {
  key: 'cloudfront-function:fn',
  kind: 'cloudfront-function',
  resource: 'fn',
  region: 'global',
  verdict: 'leftover',
  row: 11,
  confidence: 'certain',
  codes: ['history-owned'],
  fingerprint: 'print',
  usedBy: [],
  versions: [],
  since: '2026-11-22T10:00:00.000Z',
  sweep: 's1',
};

async function aFile() {
  const root = await mkdtemp(join(tmpdir(), 'sst-sweep-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const files = stateFiles(root);
  const path = files.absolute(quarantinePath(account));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return { files, path };
}

async function aWrittenFile() {
  const place = await aFile();
  const text = await writeQuarantine(account, new Map([[note.key, note]]), place.files);
  return { ...place, text };
}

it('the notes of a quarantine are read as they were written, by their owner alone', async () => {
  const { files, path, text } = await aWrittenFile();
  expect(await readQuarantine(account, files)).toEqual({
    notes: new Map([[note.key, note]]),
    text,
    damage: null,
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('no file is no damage', async () => {
  const { files } = await aFile();
  expect(await readQuarantine(account, files)).toEqual({
    notes: new Map(),
    text: null,
    damage: null,
  });
});

it.each([
  ['half a file', (text: string) => text.slice(0, -40), 'cannot be read as notes'],
  ['no JSON', () => 'notes', 'cannot be read as notes'],
  ['an empty file', () => '', 'cannot be read as notes'],
  ['a list', () => '[]', 'cannot be read as notes'],
  ['another schema', (text: string) => text.replace('e@1', 'e@2'), 'cannot be read as notes'],
  ['no time', (text: string) => text.replace(note.since, 'soon'), 'cannot be read as notes'],
  [
    'an earlier time',
    (text: string) => text.replace(note.since, '2025-11-22T10:00:00.000Z'),
    'was changed by hand',
  ],
  ['another row', (text: string) => text.replace('"row": 11', '"row": 12'), 'changed by hand'],
])('%s in the file of notes makes none of them count', async (_what, change, damage) => {
  const { files, path, text } = await aWrittenFile();
  await writeFile(path, change(text));
  const read = await readQuarantine(account, files);
  expect(read.notes.size).toBe(0);
  expect(read.damage).toContain(damage);
});

it('the notes of another account do not count', async () => {
  const { files } = await aWrittenFile();
  const other = '999999999999';
  await files.write(quarantinePath(other), (await files.read(quarantinePath(account))) ?? '');
  expect(await readQuarantine(other, files)).toMatchObject({
    notes: new Map(),
    damage: 'it is of another account',
  });
});

it('a folder in the place of the notes makes none of them count', async () => {
  const { files, path } = await aFile();
  await mkdir(path);
  expect(await readQuarantine(account, files)).toMatchObject({
    notes: new Map(),
    damage: 'it cannot be read (EISDIR)',
  });
});

it('the notes are not written through a link', async () => {
  const { files, path } = await aFile();
  await symlink(join(dirname(path), 'elsewhere'), path);
  await expect(writeQuarantine(account, new Map(), files)).rejects.toMatchObject({
    code: 'STATE_NOT_WRITTEN',
  });
});
