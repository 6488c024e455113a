import type { AwsSession } from '../../aws/aws-session.ts';
import type { S3Place } from '../../aws/s3-place.ts';
import type { StateFiles } from '../../storage/files.ts';
import type { OnTightened } from '../../storage/private-paths.ts';
import type { Terminal } from '../../ui/terminal.ts';
import type { Backend, StateHome } from '../context.ts';

export function folderHome(folder: string, terminal: Pick<Terminal, 'warn'>): StateHome {
  async function open(): Promise<StateFiles> {
    const { stateFiles } = await import('../../storage/state-files.ts');
    return stateFiles(folder, tellsTightened(terminal));
  }

  let opened: Promise<StateFiles> | null = null;
  return { place: null, open: () => (opened ??= open()), close: () => undefined };
}

/** The bucket is one of the caller's own account, whatever accounts the run gets into. */
export function bucketHome(
  place: S3Place,
  {
    backend,
    options,
    signal,
  }: {
    readonly backend: Backend;
    readonly options: { readonly profile: string | null };
    readonly signal: AbortSignal;
  },
): StateHome {
  let session: AwsSession | null = null;
  let opened: Promise<StateFiles> | null = null;

  async function open(): Promise<StateFiles> {
    session = await backend.openSession({ profile: options.profile, region: null, signal });
    const { openS3State } = await import('../../storage/s3/open-state.ts');
    return openS3State(place, { session, clock: backend.clock, signal });
  }

  return {
    place,
    open: () => (opened ??= open()),
    close: () => session?.close(),
  };
}

/** Whoever shares the machine may have read it: that is said once for each. */
function tellsTightened({ warn }: Pick<Terminal, 'warn'>): OnTightened {
  return (path) => warn(`Others on this machine could read ${path}; from now on only you can.`);
}
