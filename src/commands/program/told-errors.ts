import { AbortError, UserError } from '../../model/errors.ts';
import type { OwnCommandName } from '../../model/command.ts';
import { noticeTargets, type NoticeTarget } from '../../notices/targets.ts';
import type { Terminal } from '../../ui/terminal.ts';
import type { Backend } from '../context.ts';
import type { Config } from '../input/config-schema.ts';
import type { GivenFlags } from '../input/given-flags.ts';
import { exitCodes } from '../output/exit-code.ts';
import { tell } from '../output/tell.ts';
import type { Runtime } from './runtime.ts';

/** Those that tell how they ended, and so tell, too, that they did not come to an end. */
const telling: ReadonlySet<OwnCommandName> = new Set(['interactive', 'scan', 'sweep', 'resume']);

interface ToldRun {
  readonly name: OwnCommandName;
  readonly config: Config;
  readonly flags: GivenFlags;
  readonly runtime: Runtime;
  readonly terminal: Terminal;
  /** The world of the run as far as it is known; null: the simulated one was not opened. */
  backend(): Promise<Backend | null>;
}

/** Whom `notify` of the config tells; throws where an address is missing. */
export function targetsOf({ name, config, runtime }: ToldRun): readonly NoticeTarget[] {
  return telling.has(name) ? noticeTargets(config.notify ?? [], runtime.env) : [];
}

/** Tells that the run ended with an error, and throws that. An interruption is somebody's own doing. */
export async function tellError(
  error: unknown,
  notify: readonly NoticeTarget[],
  { name, config, flags, runtime, terminal, backend }: ToldRun,
): Promise<never> {
  if (notify.length === 0 || error instanceof AbortError || runtime.signal.aborted) throw error;
  const { noticeOfError } = await import('../../notices/notice.ts');
  const known =
    error instanceof UserError
      ? { code: error.code, exitCode: error.exitCode }
      : { code: 'INTERNAL', exitCode: exitCodes.couldNotRun };
  const notice = noticeOfError(known, {
    account: accountIn(flags.account) ?? config.account ?? null,
    command: name === 'interactive' ? 'scan' : name,
    at: runtime.clock.now(),
  });
  const world = await backend();
  await tell([notice], {
    notify,
    terminal,
    options: { profile: flags.profile ?? config.profile ?? null },
    backend: world ?? { openSession: notOpened },
  });
  throw error;
}

async function notOpened(): Promise<never> {
  throw new Error('the demo was not opened');
}

/** What was typed there may be anything. */
function accountIn(text: string | undefined): string | null {
  return text !== undefined && /^\d{12}$/.test(text) ? text : null;
}
