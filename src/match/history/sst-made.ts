import type { AppStage } from '../../model/resource.ts';
import { distributionComment } from '../../sst/name-shapes.ts';
import { fitName, mayBeCut, type NameReading, pairsByPrefix, readName } from '../../sst/names.ts';
import { isOlderSst } from '../../sst/versions.ts';
import type { Subject } from '../subject.ts';

/**
 * Whether this version of SST seems to have made the resource. Tags alone prove little: another tool of the
 * same pipeline sets them too, for the bill. So a resource with a name must have one of SST's forms, a
 * distribution SST's comment and a function at the edge named like it.
 */
export function looksMadeBySst(
  subject: Subject,
  { pair, sstVersion }: { readonly pair: AppStage; readonly sstVersion: string | null },
): boolean {
  const { resource, facts, fits } = subject;
  const { kind, name, description } = resource;
  if (kind === 'cloudfront-distribution') return isSite(subject, pair, sstVersion);
  if (name === null || facts.nameLimit === null) return false;
  const readings = mayBeCut(kind, name, facts) ? readName(kind, name, description) : fits;
  // Names of buckets have had a random tail in every version.
  if (kind === 's3-bucket') return readings.some(({ generation }) => generation === 'tail');
  return readings.some((reading) =>
    isOfVersion(
      reading,
      sstVersion,
      resource.environmentPair !== null || (facts.guarded && !reading.weak),
    ),
  );
}

/**
 * From 3.8.0 on every new name has a random tail (or Pulumi's), before that none had. A plain name such as
 * `acme-dev-ReportFunction` may be anybody's, and suffices only where a mistake cannot hurt a serving
 * resource.
 */
function isOfVersion(
  { generation }: NameReading,
  sstVersion: string | null,
  plainIsEnough: boolean,
): boolean {
  return isOlderSst(sstVersion, '3.8.0')
    ? generation !== 'tail' && plainIsEnough
    : generation !== 'plain';
}

/**
 * Every site and Router runs a function of CloudFront's or Lambda@Edge's (ssr-site.ts, static-site.ts,
 * router.ts).
 */
function isSite({ resource, index }: Subject, pair: AppStage, sstVersion: string | null): boolean {
  if (!distributionComment.test(resource.description ?? '')) return false;
  const pairs = pairsByPrefix([pair]);
  return resource.references.some(({ to, relation }) => {
    if (!relation.endsWith('-association')) return false;
    const used = index.resources.get(to);
    const rules = used && index.kinds.get(used.kind);
    const named = used?.memberOf ? index.resources.get(used.memberOf.key) : used;
    if (!named?.name || !rules) return false;
    const { kind, name, description } = named;
    return fitName({ kind, name, description }, rules, pairs).some((reading) =>
      isOfVersion(reading, sstVersion, true),
    );
  });
}
