import type { LastListed } from '../../model/finding.ts';
import { isByHand } from '../../sst/runs.ts';
import type { Departure, PastOwnership } from '../history/departures.ts';

/** The version of a state from which a resource that left it could be brought back. */
export function lastListed(past: PastOwnership | undefined): LastListed | null {
  if (!past) return null;
  const { state, location, checkpoint, departure, entry } = past;
  return {
    app: state.app,
    stage: state.stage,
    bucket: state.home,
    key: location.slice(`s3://${state.home}/`.length),
    region: state.region,
    versionId: checkpoint.versionId,
    at: checkpoint.at,
    leftBy: leftBy(departure),
    leftAt: departure.at,
    proven: departure.proven,
    kept: entry.kept,
  };
}

/** Records of `sst state edit`, `remove` and `repair` have no command in some versions of SST. */
function leftBy({ run }: Departure): LastListed['leftBy'] {
  if (!run?.record) return null;
  return { command: run.record.command || 'edit', byHand: isByHand(run) };
}
