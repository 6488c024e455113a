import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decisionsFile, roomOverrides, roomTable, settingsFile } from './rooms.ts';

// `npm run rooms` writes both.
it('the linter knows the rooms', () => {
  expect(JSON.parse(readFileSync(settingsFile, 'utf8')).overrides).toEqual(roomOverrides());
});

it('the decisions tell the rooms', () => {
  expect(readFileSync(decisionsFile, 'utf8')).toContain(`${roomTable()}\n\n`);
});
