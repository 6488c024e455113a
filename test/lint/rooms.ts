/** The rooms of the source, and whom each may import. The linter's settings and the docs are made of it. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  model: [],
  graph: [],
  text: ['model'],
  sst: ['model'],
  aws: ['model'],
  advice: ['model', 'text'],
  plan: ['model', 'graph'],
  'wanted-stages': ['model'],
  match: ['model', 'graph', 'sst'],
  kinds: ['model', 'sst', 'aws'],
  scan: ['model', 'sst', 'aws', 'kinds'],
  survey: ['model', 'sst', 'aws', 'kinds', 'scan', 'match'],
  storage: ['model', 'aws', 'kinds'],
  archive: ['model', 'aws', 'kinds', 'storage'],
  sweep: ['model', 'graph', 'aws', 'kinds', 'storage', 'archive'],
  restore: ['model', 'graph', 'aws', 'kinds', 'storage', 'archive'],
  report: ['model', 'text', 'advice'],
  engine: ['model', 'text', 'aws', 'report'],
  notices: ['model', 'text', 'report'],
  doctor: ['model', 'text', 'advice', 'sst', 'plan'],
  ui: ['model', 'text', 'report'],
};

export const settingsFile = new URL('../../.oxlintrc.json', import.meta.url);
export const decisionsFile = new URL('../../docs/decisions.md', import.meta.url);

export const roomNames: readonly string[] = [...Object.keys(rooms), 'commands'];

/** `commands` strings all others together. */
export const importsOf = (room: string): readonly string[] => rooms[room] ?? Object.keys(rooms);

/** The simulated AWS stands by itself, and of the tool only the binary knows it. */
export const simulatedAws = 'packages/simulated-aws/src';

/** Only these talk to AWS. */
export const awsRooms: readonly string[] = ['aws', 'kinds', 'scan', 'archive', 'storage', 'engine'];

/** Only this one writes to the terminal or asks. */
export const terminalRoom = 'ui';

interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

/** What `.oxlintrc.json` must say of the rooms. */
export function roomOverrides(): readonly Override[] {
  const inside = roomNames.map((room) => {
    const own = roomNames.filter((other) => other !== room && !importsOf(room).includes(other));
    const allowed = importsOf(room).join(', ') || 'nothing of ours';
    return restricted(
      [`src/${room}/**`],
      [
        [
          [...own.map((other) => `**/${other}/**`), '**/cli.ts', '**/cli/**', 'simulated-aws'],
          `src/${room} may import only ${allowed} (test/lint/rooms.ts).`,
        ],
        ...(awsRooms.includes(room) ? [] : [noAws]),
        ...(room === terminalRoom ? [] : [noTerminal]),
      ],
    );
  });
  return [
    ...inside,
    restricted(
      [`${simulatedAws}/**`],
      [[['../../**', 'sst-sweep'], 'simulated-aws knows nothing of the tool.'], noAws, noTerminal],
    ),
    restricted(
      ['src/index.ts'],
      [
        [
          ['**/cli.ts', '**/cli/**', '**/commands/**', '**/ui/**', 'simulated-aws'],
          'The library holds neither the commands nor the terminal nor the simulated account.',
        ],
      ],
    ),
    restricted(['src/cli.ts', 'src/task.ts', 'src/cli/**'], [noAws, noTerminal]),
    { files: ['src/cli/**'], rules: { 'unicorn/no-process-exit': 'off' } },
    {
      files: [...roomNames.map((room) => `src/${room}/**`), `${simulatedAws}/**`],
      rules: {
        'no-restricted-globals': [
          'error',
          {
            name: 'process',
            message: 'Only cli.ts reads process; take what you need as an argument.',
          },
        ],
      },
    },
    { files: ['*.config.ts', 'vitest*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    restricted(
      ['test/lives/**'],
      [
        [
          ['**/src/sst/**', '**/src/scan/**', '**/src/match/**'],
          'The lives tell what became of things; they share nothing with what judges it.',
        ],
      ],
    ),
    {
      files: ['test/**', 'bench/**', 'packages/*/test/**'],
      rules: {
        'no-console': 'off',
        'no-restricted-globals': 'off',
        'import/no-cycle': ['error', { ignoreTypes: true }],
      },
    },
  ];
}

type Forbidden = readonly [group: readonly string[], message: string];

const noAws: Forbidden = [['@aws-sdk/*', '@smithy/*'], `Only ${awsRooms.join(', ')} talk to AWS.`];
const noTerminal: Forbidden = [
  ['inquirer', '@inquirer/*', 'ora'],
  `Only ${terminalRoom} writes to the terminal.`,
];

function restricted(files: readonly string[], forbidden: readonly Forbidden[]): Override {
  const patterns = forbidden.map(([group, message]) => ({ group, message }));
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/** The same as a table for people. */
export function roomTable(): string {
  const rows = roomNames.map((room) => {
    const names = room in rooms ? importsOf(room).join(', ') || 'nothing of ours' : 'all of these';
    return `| ${room} | ${names} |`;
  });
  return [
    '| room | may import |',
    '| --- | --- |',
    ...rows,
    '| cli | commands, engine, text, model and storage, and the simulated AWS lazily |',
    '| index.ts | all but cli, commands, ui |',
    '| simulated AWS | nothing of ours |',
  ].join('\n');
}
