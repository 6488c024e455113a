import { cpSync } from 'node:fs';
import type { SimulatedAws } from 'simulated-aws';
import { aStateDir, run } from './in-process.ts';

export interface Kill {
  /** The n-th write of this process, from 1. */
  readonly at: number;
  /** Before AWS applied the write, or after it did but before it answered. */
  readonly when: 'before' | 'after';
}

/** No answer reaches the dead, and this is the error after which a sweep asks for nothing more. */
function noAnswer(): Error {
  return Object.assign(new Error('The process was killed.'), { name: 'ExpiredToken' });
}

/**
 * Runs a command and kills it at its n-th write: from then on nothing of it reaches AWS, and what it
 * writes to the disk goes where nobody looks. Returns the state directory as it was at its death;
 * null where it ended before. A machine that did something before brings its state directory.
 */
export async function killedAt(
  aws: SimulatedAws,
  argv: readonly string[],
  { at, when }: Kill,
  stateDir: string = aStateDir(),
): Promise<string | null> {
  let writes = 0;
  let left: string | null = null;
  aws[when === 'before' ? 'beforeWrite' : 'afterWrite'] = () => {
    writes += 1;
    if (left !== null || writes < at) return;
    left = aStateDir();
    cpSync(stateDir, left, { recursive: true });
    throw noAnswer();
  };
  await run(
    mortal(aws, () => left !== null),
    argv,
    { stateDir },
  );
  aws.beforeWrite = null;
  aws.afterWrite = null;
  return left;
}

/** The same account as one process sees it, as long as it lives. */
function mortal(aws: SimulatedAws, isDead: () => boolean): SimulatedAws {
  const handle: SimulatedAws['handler']['handle'] = async (...given) => {
    if (isDead()) throw noAnswer();
    const answer = await aws.handler.handle(...given);
    if (isDead()) throw noAnswer();
    return answer;
  };
  return { ...aws, handler: { ...aws.handler, handle } };
}
