import type { LastListed } from '../../model/finding.ts';
import type { PastOwnership } from '../history/departures.ts';

/** The version of a state by which something that left it could be brought back. */
export function lastListed(past: PastOwnership | undefined): LastListed | null {
  if (!past) return null;
  const { state, checkpoint, departure } = past;
  return {
    app: state.app,
    stage: state.stage,
    bucket: state.home,
    key: state.location.slice(`s3://${state.home}/`.length),
    region: state.region,
    versionId: checkpoint.versionId,
    at: checkpoint.at,
    leftBy: departure.run?.record?.command || null,
    leftAt: departure.at,
    proven: departure.proven,
  };
}
