import { distributionComment } from '../../sst/name-shapes.ts';
import { mayBeCut, readName } from '../../sst/names.ts';
import { isOlderSst } from '../../sst/versions.ts';
import type { Subject } from '../subject.ts';

/**
 * Does it look as if this SST had made it? Tags alone say little: another tool of the same pipeline
 * sets them too, for the bill. So what has a name must have SST's, with the random tail that every new
 * name has from 3.8.0 on, and a distribution must have SST's comment.
 */
export function looksMadeBySst(
  { resource, facts, fits }: Pick<Subject, 'resource' | 'facts' | 'fits'>,
  sstVersion: string | null,
): boolean {
  const { kind, name, description } = resource;
  if (kind === 'cloudfront-distribution') return distributionComment.test(description ?? '');
  if (name === null || facts.nameLimit === null) return false;
  const readings = mayBeCut(kind, name, facts) ? readName(kind, name, description) : fits;
  const namesHaveTails = sstVersion !== null && !isOlderSst(sstVersion, '3.8.0');
  return readings.some(
    ({ generation }) => facts.guarded || !namesHaveTails || generation === 'tail',
  );
}
