import { positionOf, tokenAt } from '../paging.ts';
import { Refusal, type WireRequest, type WireResponse } from '../wire.ts';
import { elements, wrap, xmlDocument } from '../xml.ts';
import type { Api, Call } from './call.ts';

const mostRows = 1000;

/** ListAccessPoints: those of the region's buckets, or of one bucket, by their names. */
function listAccessPoints({ buckets, environment, request, region }: Call): WireResponse {
  const bucket = request.query.get('bucket');
  const rows = [...buckets.values()]
    .filter(({ name, region: place }) => place === region && (bucket ?? name) === name)
    .flatMap(({ name, settings }) =>
      (settings.accessPoints ?? []).map((point) => ({
        name: point,
        xml: {
          Name: point,
          NetworkOrigin: 'Internet',
          Bucket: name,
          AccessPointArn: `arn:aws:s3:${region}:${environment.account}:accesspoint/${point}`,
          BucketAccountId: environment.account,
        },
      })),
    );
  return page('ListAccessPointsResult', 'AccessPointList', rows, request);
}

/** ListMultiRegionAccessPoints: asked in us-west-2 alone (S3 API). */
function listMultiRegionAccessPoints({ buckets, points, request, region }: Call): WireResponse {
  if (region !== 'us-west-2')
    throw new Refusal(400, 'InvalidRequest', 'This operation is available in us-west-2 only.');
  const rows = points.map(({ name, buckets: members }) => ({
    name,
    xml: {
      Name: name,
      Status: 'READY',
      Regions: {
        Region: members.map((Bucket) => ({ Bucket, Region: buckets.get(Bucket)?.region })),
      },
    },
  }));
  return page('ListMultiRegionAccessPointsResult', 'AccessPoints', rows, request);
}

function page(
  root: string,
  list: string,
  rows: readonly { readonly name: string; readonly xml: Parameters<typeof elements>[0] }[],
  { query }: WireRequest,
): WireResponse {
  const token = query.get('nextToken');
  const after = token === undefined ? '' : positionOf(token, 'InvalidRequest');
  const left = rows
    .filter(({ name }) => name > after)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const told = left.slice(0, Number(query.get('maxResults') ?? mostRows));
  const next = told.length < left.length ? tokenAt(told.at(-1)?.name ?? '') : undefined;
  const points = told.map(({ xml }) => wrap('AccessPoint', elements(xml))).join('');
  const body = xmlDocument(root, wrap(list, points) + elements({ NextToken: next }), {});
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** By path. */
export const controlApis: Readonly<Record<string, Api>> = {
  '/v20180820/accesspoint': {
    name: 'ListAccessPoints',
    action: 's3:ListAccessPoints',
    answer: listAccessPoints,
  },
  '/v20180820/mrap/instances': {
    name: 'ListMultiRegionAccessPoints',
    action: 's3:ListMultiRegionAccessPoints',
    answer: listMultiRegionAccessPoints,
  },
};
