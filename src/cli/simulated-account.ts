import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Runtime, Simulation } from '../commands/program/runtime.ts';
import { UserError } from '../model/errors.ts';
import {
  AccountFileError,
  acceleratedClock,
  type AccountData,
  createSimulatedAws,
  parseAccount,
  serve,
} from 'simulated-aws';
import { refuseLink } from '../storage/private-paths.ts';

// A disable that takes AWS five minutes takes five seconds, and still is seen to take some time.
const demoSpeed = 60;

/** The account of `--demo`: a file in the state folder, begun from the packaged one. */
export async function openSimulation(
  { folder, reset }: Parameters<Runtime['simulation']>[0],
  demoAccount: string,
): Promise<Simulation> {
  const file = join(folder, 'account.json');
  const data = (reset ? null : await readDemo(file)) ?? (await look(demoAccount));
  const clock = acceleratedClock({ start: new Date(data.now), speed: demoSpeed });
  const aws = createSimulatedAws(data, { clock });
  return {
    clock,
    requestHandler: aws.handler,
    async save() {
      try {
        await mkdir(folder, { recursive: true });
        await refuseLink(file);
        await writeFileAtomic(file, `${JSON.stringify(aws.snapshot(), null, 2)}\n`);
      } catch (cause) {
        throw notKept(folder, cause);
      }
    },
  };
}

function notKept(folder: string, cause: unknown): UserError {
  return new UserError('STATE_NOT_WRITTEN', `The demo's account cannot be kept in ${folder}.`, {
    hint: 'Choose another folder with --state-dir.',
    cause,
  });
}

export async function serveSimulation(
  { port, accountFile }: Parameters<Runtime['serveSimulation']>[0],
  demoAccount: string,
) {
  const data = await look(accountFile ?? demoAccount);
  const { speed = demoSpeed } = data;
  const clock = acceleratedClock({ start: new Date(data.now), speed });
  try {
    return await serve(createSimulatedAws(data, { clock }), { port });
  } catch (cause) {
    throw new UserError('PORT_NOT_FREE', `Port ${port} cannot be listened on.`, {
      hint: 'Choose another --port, or --port 0 for a free one.',
      cause,
    });
  }
}

async function look(file: string): Promise<AccountData> {
  const data = await readKept(file);
  if (data) return data;
  throw new UserError('ACCOUNT_FILE_MISSING', `There is no account file ${file}.`, {
    hint: 'Correct --account-file, or leave it out for the demo account.',
  });
}

async function readDemo(file: string): Promise<AccountData | null> {
  try {
    return await readKept(file);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, cause.message, {
      hint: 'Start the demo afresh with --demo-reset.',
      cause,
    });
  }
}

/** Null where there is no such file yet. */
async function readKept(file: string): Promise<AccountData | null> {
  try {
    return parseAccount(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof AccountFileError) throw invalid(error);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function invalid({ message, described, cause }: AccountFileError): UserError {
  return new UserError('ACCOUNT_FILE_INVALID', message, {
    ...(described && { hint: 'fixtures/account.schema.json describes an account file.' }),
    cause,
  });
}
