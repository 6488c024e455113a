import type { CommandContext } from '../../src/commands/context.ts';
import type { Survey } from '../../src/survey/survey.ts';
import { optionsFrom } from '../../src/commands/input/options.ts';
import type { GivenFlags } from '../../src/commands/input/given-flags.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { createProgress } from '../../src/ui/progress.ts';
import type { Prompts } from '../../src/ui/questions.ts';
import { anInventory, aStage } from '../builders.ts';
import { aTerminal } from '../ui/streams.ts';

const unexpected = async (message: string): Promise<never> => {
  throw new Error(`Nobody expected to be asked: ${message}`);
};

/** Prompts that fail unless a test answers them. */
function somePrompts(given: Partial<Prompts> = {}): Prompts {
  return {
    select: unexpected,
    confirm: unexpected,
    typeWord: unexpected,
    typeText: unexpected,
    chooseFindings: () => unexpected('chooseFindings'),
    ...given,
  };
}

export function aContext(
  given: {
    readonly flags?: GivenFlags;
    readonly prompts?: Partial<Prompts>;
    readonly typed?: readonly string[];
  } = {},
) {
  const { terminal, written } = aTerminal(true, { color: false });
  const context: CommandContext = {
    backend: {
      openSession: () => unexpected('openSession'),
      openAccounts: () => unexpected('openAccounts'),
      clock: { now: () => new Date('2026-11-22T10:00:00.000Z'), sleep: async () => undefined },
      resolveName: async () => 'none',
      runProgram: null,
      profile: null,
    },
    options: optionsFrom(given.flags ?? {}),
    typed: given.typed ?? [],
    terminal,
    progress: createProgress(terminal),
    events: { emit: () => undefined, end: () => undefined },
    prompts: somePrompts(given.prompts),
    signal: new AbortController().signal,
    tool: { name: 'sst-sweep', version: '0.1.0' },
    project: null,
    state: { place: null, open: () => unexpected('open'), close: () => undefined },
    stateDir: '/nowhere',
    fileCache: new Map(),
    machine: { pid: 1, isAlive: () => false },
    wantedStages: null,
    removing: null,
    accounts: null,
    quarantine: null,
    cwd: '/',
    given: given.flags ?? {},
  };
  return { context, written };
}

export function aLook(findings: readonly Finding[]): Survey {
  return {
    inventory: anInventory({ kinds: kinds.map(({ facts }) => facts) }),
    findings,
    stages: [aStage()],
    routes: [],
    claims: new Map(),
    takenAt: new Date('2026-11-22T10:00:00.000Z'),
  };
}
