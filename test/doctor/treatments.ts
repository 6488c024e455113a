import { coloured, hardWrapped, windows } from './outputs.ts';

/** What happens to an output on its way to the doctor. */
export const treatments: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['wrapped at 80 columns', hardWrapped],
  ['wrapped at 132 columns', (text) => hardWrapped(text, 132)],
  ['coloured', coloured],
  ['coloured and wrapped', (text) => coloured(hardWrapped(text))],
  ['with Windows line ends', windows],
  ['with carriage returns of a spinner', (text) => text.replaceAll('\n', '\n⠋ Deploying\r')],
  ['with the time stamps of GitHub', (text) => stamped(text, '2026-02-01T10:11:12.1234567Z ')],
  ['with the time stamps of GitLab', (text) => stamped(text, '2026-02-01T10:11:12.123456Z 01O ')],
  [
    'with the time stamps of CodeBuild',
    (text) => stamped(text, '[Container] 2026/02/01 10:11:12.123456 '),
  ],
  [
    'wrapped, and then stamped',
    (text) => stamped(hardWrapped(text), '2026-02-01T10:11:12.1234567Z '),
  ],
  ['as a log of JSON', asJson],
  ['beside other tools of a monorepo', amongOthers],
  [
    'copied with lost colours',
    (text) => text.replaceAll(/^(?=.)/gm, '[31m').replaceAll(/$/gm, '[0m'),
  ],
];

function stamped(text: string, stamp: string): string {
  return text
    .split('\n')
    .map((line) => `${stamp}${line}`)
    .join('\n');
}

function asJson(text: string): string {
  return text
    .split('\n')
    .map((msg, index) => JSON.stringify({ time: 1732217576 + index, level: 'info', msg }))
    .join('\n');
}

function amongOthers(text: string): string {
  const build = [
    '@acme/ui:build: vite v5.4.2 building for production...',
    '@acme/ui:build: ✓ 312 modules transformed.',
    '@acme/ui:build: (!) Some chunks are larger than 500 kB after minification.',
  ];
  const tests = [
    '@acme/core:test:  ✓ src/errors.test.ts (4 tests) 12ms',
    '@acme/core:test:  RUN  v2.1.1',
    '@acme/core:test:  Test Files  1 passed (1)',
  ];
  const deploy = text.split('\n').map((line) => `@acme/web:deploy: ${line}`);
  const end = [
    ' ELIFECYCLE  Command failed with exit code 1.',
    'Error: Process completed with exit code 1.',
  ];
  return [...build, ...deploy.slice(0, 3), ...tests, ...deploy.slice(3), ...end].join('\n');
}
