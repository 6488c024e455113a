import type { CloudFrontFunctionData } from '../account-cloudfront.ts';
import type { Environment } from '../service.ts';
import { firstEtag } from './store.ts';
import type { EdgeFunction, FunctionStage } from './store.ts';

const defaultCode = 'function handler(event) {\n  return event.request;\n}\n';

export function functionFromData(
  data: CloudFrontFunctionData,
  environment: Environment,
): EdgeFunction {
  const { live } = data;
  const development: FunctionStage = {
    comment: data.comment ?? '',
    runtime: data.runtime ?? 'cloudfront-js-2.0',
    code: data.code ?? defaultCode,
    stores: data.stores ?? [],
    modifiedAt: environment.time(data.modifiedAt ?? data.createdAt),
    etag: data.etag ?? firstEtag('function', data.name),
  };
  return {
    name: data.name,
    createdAt: environment.time(data.createdAt ?? data.modifiedAt),
    development,
    live:
      live === null
        ? null
        : {
            comment: live?.comment ?? development.comment,
            runtime: live?.runtime ?? development.runtime,
            code: live?.code ?? development.code,
            stores: live?.stores ?? development.stores,
            modifiedAt: live?.modifiedAt
              ? environment.time(live.modifiedAt)
              : development.modifiedAt,
            etag: live?.etag ?? firstEtag('live function', data.name),
          },
    tags: { ...data.tags },
  };
}

export function dataFromFunction({
  name,
  createdAt,
  development,
  live,
  tags,
}: EdgeFunction): CloudFrontFunctionData {
  return {
    name,
    createdAt: createdAt.toISOString(),
    ...stageData(development),
    live: live && stageData(live),
    ...(Object.keys(tags).length > 0 && { tags: { ...tags } }),
  };
}

function stageData({ modifiedAt, stores, ...stage }: FunctionStage) {
  return { ...stage, stores: [...stores], modifiedAt: modifiedAt.toISOString() };
}
