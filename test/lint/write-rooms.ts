import { readFileSync, writeFileSync } from 'node:fs';
import { decisionsFile, roomOverrides, roomTable, settingsFile } from './rooms.ts';

const settings = JSON.parse(readFileSync(settingsFile, 'utf8'));
writeFileSync(settingsFile, JSON.stringify({ ...settings, overrides: roomOverrides() }, null, 2));

const decisions = readFileSync(decisionsFile, 'utf8');
writeFileSync(
  decisionsFile,
  decisions.replace(/\| room +\| may import +\|[^]*?\n\n/, () => `${roomTable()}\n\n`),
);
