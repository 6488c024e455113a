import { readFileSync } from 'node:fs';
import process from 'node:process';

// Prints what the changelog says of a tag's version, and refuses a tag that the repository does not fit.
const [, , tag = ''] = process.argv;
const manifest = readFileSync('package.json', 'utf8');
const { version } = JSON.parse(manifest);
const action = /^ {2}version:\n.*\n {4}default: (.*)$/m.exec(readFileSync('action.yml', 'utf8'));
const [, notes = ''] =
  readFileSync('CHANGELOG.md', 'utf8')
    .split(/^## /m)
    .map((section) => /^\[(.*?)\][^\n]*\n([^]*)$/.exec(section) ?? [])
    .map(([, name, text]) => [name, text])
    .find(([name]) => name === version) ?? [];

const wrong = [
  tag === `v${version}` ? null : `the tag is ${tag}, and the package is ${version}`,
  action?.[1] === version ? null : `the action installs ${action?.[1]}`,
  manifest.includes('OWNER') ? 'package.json names no owner (docs/publishing.md)' : null,
  notes.trim() === '' ? `CHANGELOG.md says nothing of ${version}` : null,
].filter((each) => each !== null);
if (wrong.length > 0) {
  process.stderr.write(`Not to be released: ${wrong.join('; ')}.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${notes.trim()}\n`);
}
