import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Service } from '../../src/doctor/errors/codes/table.ts';

const require = createRequire(import.meta.url);

/** The client of each service, and the operations with which SST's components make, change, read and delete. */
const clients: readonly (readonly [Service, string, RegExp])[] = [
  [
    'CloudFront',
    '@aws-sdk/client-cloudfront',
    /^(?:Create|Update|Delete|Publish|Associate|Get)(?:Distribution|DistributionWithTags|DistributionConfig|Function|KeyValueStore|CachePolicy|OriginRequestPolicy|ResponseHeadersPolicy|OriginAccessControl|CloudFrontOriginAccessIdentity|Invalidation|Alias)$|^(?:Tag|Untag)Resource$/,
  ],
  [
    'Lambda',
    '@aws-sdk/client-lambda',
    /^(?:Create|Update|Delete|Publish|Put|Add|Remove|Get)(?:Function|FunctionCode|FunctionConfiguration|Version|Alias|FunctionUrlConfig|Permission|EventSourceMapping|FunctionEventInvokeConfig|ProvisionedConcurrencyConfig|FunctionConcurrency|LayerVersion)$|^(?:Tag|Untag)Resource$/,
  ],
  [
    'S3',
    '@aws-sdk/client-s3',
    /^(?:Create|Delete|Put|Get|Head)(?:Bucket\w*|Object|Objects|PublicAccessBlock)$/,
  ],
  [
    'IAM',
    '@aws-sdk/client-iam',
    /^(?:Create|Update|Delete|Attach|Detach|Put|Get)(?:Role\w*|Policy|PolicyVersion|AssumeRolePolicy|InstanceProfile|User|UserPolicy|AccessKey)$|^(?:Tag|Untag)(?:Role|Policy)$/,
  ],
  [
    'CloudWatchLogs',
    '@aws-sdk/client-cloudwatch-logs',
    /^(?:Create|Delete|Put)(?:LogGroup|RetentionPolicy|ResourcePolicy|SubscriptionFilter)$|^(?:Tag|Untag)Resource$/,
  ],
  ['SSM', '@aws-sdk/client-ssm', /^(?:Put|Delete|Get)Parameters?$/],
  [
    'DynamoDB',
    '@aws-sdk/client-dynamodb',
    /^(?:Create|Update|Delete|Describe)(?:Table|TimeToLive|ContinuousBackups)$|^(?:Tag|Untag)Resource$/,
  ],
  [
    'ACM',
    '@aws-sdk/client-acm',
    /^(?:Request|Delete|Describe)Certificate$|^(?:Add|Remove)TagsToCertificate$/,
  ],
];

export interface Refusal {
  readonly service: Service;
  readonly operation: string;
  /** As AWS sends it: IAM's models have other names for their errors. */
  readonly code: string;
}

/** With which codes AWS refuses each operation, from the models that the SDK is made of. */
export function refusals(): readonly Refusal[] {
  return clients.flatMap(([service, client, operations]) => {
    const root = dirname(require.resolve(`${client}/package.json`));
    const codes = wireCodes(readFileSync(join(root, 'dist-es/schemas/schemas_0.js'), 'utf8'));
    const commands = join(root, 'dist-types/commands');
    return readdirSync(commands)
      .filter((file) => file.endsWith('Command.d.ts'))
      .map((file) => [file.replace('Command.d.ts', ''), file] as const)
      .filter(([operation]) => operations.test(operation))
      .flatMap(([operation, file]) =>
        [
          ...readFileSync(join(commands, file), 'utf8').matchAll(/@throws \{@link (\w+)\}/g),
        ].flatMap(([, error = '']) => {
          const code = codes.get(error);
          return code === undefined ? [] : [{ service, operation, code }];
        }),
      );
  });
}

/** By the error's name in the model; what the service calls any other error is not among them. */
function wireCodes(schemas: string): ReadonlyMap<string, string> {
  const constants = new Map(
    [...schemas.matchAll(/const (_\w+) = "([^"]+)";/g)].map(([, name = '', text = '']) => [
      name,
      text,
    ]),
  );
  return new Map(
    [...schemas.matchAll(/\[-3, n\d, (_\w+),\s*(\{[^}]*\})/g)].map(
      ([, constant = '', traits = '']) => {
        const name = constants.get(constant) ?? '';
        return [name, /\[_aQE\]: \[`([^`]+)`/.exec(traits)?.[1] ?? name];
      },
    ),
  );
}
