import { hardWrapped } from './outputs.ts';

function eachLine(text: string, change: (line: string, index: number) => string): string {
  return text.split('\n').map(change).join('\n');
}

function behind(prefix: string): (text: string) => string {
  return (text) => eachLine(text, (line) => `${prefix}${line}`);
}

/** How outputs look where they were kept, shown or copied: what it is, and what it does to the text. */
export const copies: readonly (readonly [string, (text: string) => string])[] = [
  ['of Jenkins', behind('[2026-02-01T10:11:12.123Z] ')],
  ['of Azure, marked as an error', behind('2026-02-01T10:11:12.1234567Z ##[error]')],
  ['of GitLab, of a line that goes on', behind('2026-02-01T10:11:12.123456Z 01O+')],
  ['of Vercel', behind('10:11:12.123  ')],
  ['of Buildkite', behind('\u001b_bk;t=1732217576123\u0007')],
  ['of Go', behind('2026-02-01 10:11:12 +0000 UTC ')],
  ['of journald', behind('Feb 01 10:11:12 ip-10-0-0-1 sst[1234]: ')],
  [
    'of a Lambda function',
    behind('2026-02-01T10:11:12.123Z\tc26c0127-5cc9-4159-887e-eab37cfd7f3f\tINFO\t'),
  ],
  ['of concurrently', behind('[0] ')],
  ['of pnpm', behind('apps/web deploy: ')],
  ['of pnpm, with its bar', behind('│ ')],
  ['of nx', behind('web:deploy  ')],
  ['of lerna', behind('@acme/web: ')],
  ['that is quoted', behind('> ')],
  ['that is quoted twice', behind('> > ')],
  ['of a diff', behind('+ ')],
  ['that is indented', behind('      ')],
  ['that is indented by a tab', behind('\t')],
  ['with numbers', (text) => eachLine(text, (line, at) => `${at + 1}  ${line}`)],
  [
    'with numbers and a bar',
    (text) => eachLine(text, (line, at) => `${String(at + 1).padStart(4)} | ${line}`),
  ],
  ['with numbers that touch the text', (text) => eachLine(text, (line, at) => `${at + 1}${line}`)],
  ['padded to the terminal’s width', (text) => eachLine(text, (line) => line.padEnd(200))],
  ['wrapped and padded', (text) => eachLine(hardWrapped(text), (line) => line.padEnd(80))],
  ['wrapped at 60 columns', (text) => hardWrapped(text, 60)],
  ['with spaces that do not break', (text) => text.replaceAll(' ', '\u00a0')],
  ['with characters without width', (text) => text.replaceAll(' ', ' \u200b')],
  ['in UTF-16', (text) => `\ufeff${text.replaceAll(/(?=.)/gsu, '\u0000')}`],
  [
    'in HTML',
    (text) =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;'),
  ],
  [
    'in UTF-8 that was read as Windows-1252',
    (text) => text.replaceAll('→', 'â†’').replaceAll('✕', 'âœ•').replaceAll('➜', 'âžœ'),
  ],
  ['in ASCII', (text) => text.replaceAll(/[→✕➜]/g, '?')],
  [
    'in ASCII with arrows',
    (text) => text.replaceAll('→', '->').replaceAll('✕', 'x').replaceAll('➜', '>'),
  ],
  ...['^[', String.raw`\u001b`, String.raw`\x1b`, String.raw`\033`, '␛'].map(
    (escape) =>
      [
        `with ${escape} written out`,
        (text: string) => eachLine(text, (line) => `${escape}[90m${line}${escape}[0m`),
      ] as const,
  ),
  [
    'as JSON behind a time',
    (text) =>
      eachLine(
        text,
        (line) => `2026-02-01T10:11:12Z {"level":"info","msg":${JSON.stringify(line)}}`,
      ),
  ],
  ['as one message of JSON', (text) => JSON.stringify({ message: text })],
  ['as JSON in JSON', (text) => JSON.stringify({ message: JSON.stringify({ level: 30, text }) })],
  [
    'as CSV',
    (text) =>
      `timestamp,message\n${eachLine(text, (line) => `17322175,"${line.replaceAll('"', '""')}"`)}`,
  ],
  [
    'as logfmt',
    (text) =>
      eachLine(text, (line) => `time=2026-02-01T10:11:12Z level=INFO msg=${JSON.stringify(line)}`),
  ],
  ['with every line end twice', (text) => text.replaceAll('\n', '\r\r\n')],
  ['with carriage returns alone', (text) => text.replaceAll('\n', '\r')],
  ['in a block of Markdown', (text) => `\`\`\`\n${text}\n\`\`\``],
];
