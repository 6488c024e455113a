import type { CallContext } from '../../aws/call-context.ts';
import type { Emit } from '../../model/event.ts';
import { touching } from '../../model/gap.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Passphrase, StateFolder, StateListing } from '../../model/remains.ts';
import { createGapKeeper, type GapKeeper } from '../scan-context.ts';
import { countFolder } from './folders.ts';
import { passphrasesIn } from './passphrases.ts';

/** Folders that a scan does not list, since nothing in them decides a verdict. */
const otherFolders: readonly StateFolder[] = [
  'snapshot',
  'eventlog',
  'summary',
  'history',
  'secret',
  'link',
];

/**
 * Lists the other contents of the homes that were read: six lists for each home (a call for a thousand
 * versions) and one of parameter names for each region (a call for 50). Reads no file and no value.
 */
export async function listRemains(
  { homes, regions }: Inventory,
  context: CallContext & { readonly emit: Emit },
): Promise<StateListing> {
  const gaps = createGapKeeper(context.emit);
  const readable = homes.filter(({ status }) => status === 'read');
  const [folders, passphrases] = await Promise.all([
    Promise.all(
      readable.flatMap((home) =>
        otherFolders.map((folder) => countInHome(home, folder, { context, gaps })),
      ),
    ),
    Promise.all(regions.map((region) => namesIn(region, { context, gaps }))),
  ]);
  return {
    folders: folders.flat(),
    passphrases: new Map(passphrases.flat()),
    gaps: gaps.all(),
  };
}

interface Reading {
  readonly context: CallContext;
  readonly gaps: GapKeeper;
}

/** The passphrases of these regions alone. */
export async function listPassphrases(
  regions: readonly string[],
  context: CallContext & { readonly emit: Emit },
): Promise<Pick<StateListing, 'passphrases' | 'gaps'>> {
  const gaps = createGapKeeper(context.emit);
  const found = await Promise.all(regions.map((region) => namesIn(region, { context, gaps })));
  return { passphrases: new Map(found.flat()), gaps: gaps.all() };
}

async function countInHome(
  { bucket, region }: { readonly bucket: string; readonly region: string },
  folder: StateFolder,
  { context, gaps }: Reading,
): Promise<StateListing['folders']> {
  const origin = {
    source: `sst-state-${folder}`,
    operation: 's3:ListBucketVersions',
    region,
    affects: touchesNothing,
  };
  const counts = await gaps.guard(
    origin,
    () => countFolder({ bucket, region }, folder, context),
    null,
  );
  return counts === null ? [] : [{ bucket, region, counts }];
}

async function namesIn(
  region: string,
  { context, gaps }: Reading,
): Promise<(readonly [string, ReadonlyMap<string, Passphrase>])[]> {
  const origin = {
    source: 'sst-passphrase',
    operation: 'ssm:DescribeParameters',
    region,
    affects: touchesNothing,
  };
  const names = await gaps.guard(origin, () => passphrasesIn(region, context), null);
  return names === null ? [] : [[region, names]];
}

const touchesNothing = touching({ stages: [], kinds: [], regions: [], resources: [] });
