import { accountId } from '../../test/account/account.ts';
import { distributionIdOf } from '../../test/account/names.ts';
import type { DistributionData } from 'simulated-aws';
import type { AwsParts } from '../../test/account/sites.ts';
import type { Size } from './size.ts';
import { numbers } from './stage-parts.ts';
import { accountNow, regions } from './stages.ts';

const madeAt = new Date(Date.parse(accountNow) - 400 * 86_400_000).toISOString();

const functionName = (number: number) => `edge-rules-${number}`;
const bucketName = (number: number) => `company-data-${number}`;

/** What others keep in the account: no tags, no names of SST's, but used by each other. */
export function foreignParts({ foreign }: Size): AwsParts {
  return {
    distributions: numbers(foreign.distributions).map((number) =>
      website(number, bucketName(number % foreign.buckets)),
    ),
    functions: numbers(foreign.functions).map((number) => ({
      name: functionName(number),
      createdAt: madeAt,
      modifiedAt: madeAt,
    })),
    lambdas: numbers(foreign.lambdas).map((number) => ({
      name: `batch-job-${number}`,
      region: 'us-east-1',
      role: `arn:aws:iam::${accountId}:role/batch-jobs`,
      modifiedAt: madeAt,
    })),
    logGroups: numbers(foreign.lambdas).map((number) => ({
      name: `/aws/lambda/batch-job-${number}`,
      region: 'us-east-1',
      createdAt: madeAt,
    })),
    roles: [{ name: 'batch-jobs', createdAt: madeAt, trusts: ['lambda.amazonaws.com'] }],
    buckets: numbers(foreign.buckets).map((number) => ({
      name: bucketName(number),
      region: regions[number % regions.length] ?? regions[0],
      createdAt: madeAt,
    })),
  };
}

function website(number: number, bucket: string): DistributionData {
  const arn = `arn:aws:cloudfront::${accountId}:function/${functionName(number)}`;
  return {
    id: distributionIdOf(`foreign ${number}`),
    comment: `website ${number}`,
    modifiedAt: madeAt,
    aliases: [`www-${number}.example.com`],
    origins: [
      { id: 'bucket', domainName: `${bucket}.s3.amazonaws.com` },
      { id: 'api', domainName: `api-${number}.example.com` },
    ],
    behaviors: [
      { originId: 'bucket', functions: [{ event: 'viewer-request', arn }] },
      { path: '/api/*', originId: 'api' },
    ],
  };
}
