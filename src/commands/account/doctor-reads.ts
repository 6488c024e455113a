import type { AwsSession } from '../../aws/aws-session.ts';
import type { Gap } from '../../model/gap.ts';
import type { Passphrases } from '../../model/remains.ts';
import type { FormerOwner } from '../../model/stage.ts';
import { formerOwners } from '../../scan/homes/former-owners.ts';
import { listPassphrases } from '../../scan/remains/remains.ts';
import { createGapKeeper } from '../../scan/scan-context.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';

/** Reads of the doctor beyond a survey. No verdict rests on them, so a failure here touches none. */
export interface DoctorReads {
  readonly passphrases: Passphrases;
  readonly formerOwners: ReadonlyMap<string, FormerOwner>;
  readonly gaps: readonly Gap[];
}

/**
 * Names of passphrases in the regions of homes, and the former owners of stores into which states still
 * write.
 */
export async function doctorReads(
  session: AwsSession,
  { inventory, stages }: Survey,
  { fileCache, progress, signal, backend }: CommandContext,
): Promise<DoctorReads> {
  const regions = [...new Set(inventory.homes.map(({ region }) => region))].sort();
  const { emit } = progress;
  const listed = await listPassphrases(regions, { session, signal, emit, clock: backend.clock });
  const lost = stages.flatMap((stage) => stage.lost).filter(({ itself }) => !itself);
  const gaps = createGapKeeper(emit);
  const arns = new Set(lost.map(({ id }) => id).filter((id) => id.startsWith('arn:')));
  const owners = await formerOwners(arns, inventory, {
    session,
    signal,
    gaps,
    options: { files: fileCache },
  });
  return {
    passphrases: listed.passphrases,
    formerOwners: owners,
    gaps: [...listed.gaps, ...gaps.all()],
  };
}
