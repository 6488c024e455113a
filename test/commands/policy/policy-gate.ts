import type { AccountData, AuthorizedCall } from 'simulated-aws';
import type { PolicyDocument } from '../../../src/commands/policy/document.ts';
import type { Statement } from '../../../src/scan/permissions.ts';

/** What IAM is asked: an action on a resource, and what is known of both. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  /** By condition key. */
  readonly context: Readonly<Record<string, string>>;
}

const account = '123456789012';
const cloudFront = `arn:aws:cloudfront::${account}`;
const serviceRole = `arn:aws:iam::${account}:role/aws-service-role/replicator.lambda.amazonaws.com/x`;

/** Answers a simulated account's `authorize` as IAM would with this policy alone. */
export function gateOf(
  policy: PolicyDocument,
  data: AccountData,
  asked = new Map<string, Question>(),
): (call: AuthorizedCall) => boolean {
  const tags = tagsOf(data);
  const targets = new Map(
    (data.lambda?.eventSources ?? []).map(({ id, region, function: name }) => [
      id,
      `arn:aws:lambda:${region}:${account}:function:${name}`,
    ]),
  );
  return (call) => {
    const questions = questionsOf(call, tags, targets);
    for (const question of questions) asked.set(JSON.stringify(question), question);
    return questions.every((question) => allows(policy, question));
  };
}

/** As IAM decides within one account: an explicit denial wins, and nothing is allowed by itself. */
export function allows({ Statement: statements }: PolicyDocument, question: Question): boolean {
  const fitting = statements.filter((statement) => fits(statement, question));
  return fitting.length > 0 && fitting.every(({ Effect }) => Effect === 'Allow');
}

function fits(statement: Statement, { action, resource, context }: Question): boolean {
  const { Action: actions, Resource, NotResource, Condition = {} } = statement;
  return (
    actions.some((each) => matches(each, action)) &&
    (NotResource === undefined
      ? [Resource ?? []].flat().some((each) => matches(each, resource))
      : !NotResource.some((each) => matches(each, resource))) &&
    Object.values(Condition).every((keys) =>
      Object.entries(keys).every(([key, values]) =>
        values.some((value) => context[key] !== undefined && matches(value, context[key])),
      ),
    )
  );
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${parts.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

function questionsOf(
  call: AuthorizedCall,
  tags: ReadonlyMap<string, Readonly<Record<string, string>>>,
  sources: ReadonlyMap<string, string>,
): readonly Question[] {
  const { action } = call;
  const resource = resourceOf(call);
  const source = sources.get(call.target ?? '');
  const context = {
    ...Object.fromEntries(
      Object.entries(tags.get(untilVersion(resource)) ?? {}).map(([key, value]) => [
        `aws:ResourceTag/${key}`,
        value,
      ]),
    ),
    ...(source && { 'lambda:FunctionArn': source }),
  };
  // What is made has no tags before it is there.
  const isNew = /\.Create/.test(call.operation);
  return [{ action, resource, context: isNew ? {} : context }, ...alsoAsked(call, tags)];
}

/** What AWS checks as the caller besides the action itself. */
function alsoAsked(
  { operation, target, headers, body }: AuthorizedCall,
  tags: ReadonlyMap<string, Readonly<Record<string, string>>>,
): readonly Question[] {
  const text = new TextDecoder().decode(body);
  if (operation === 'Lambda.CreateFunction') {
    const { Role: role } = JSON.parse(text) as { Role: string };
    const context = { 'iam:PassedToService': 'lambda.amazonaws.com' };
    return [{ action: 'iam:PassRole', resource: role, context }];
  }
  const source = headers['x-amz-copy-source'];
  if (source !== undefined) return copied(decodeURIComponent(source), target ?? '');
  if (!/^CloudFront\.(?:Create|Update)Distribution/.test(operation)) return [];
  const functions = text.match(/arn:aws:lambda:[^<]+/g) ?? [];
  const isNew = operation.startsWith('CloudFront.Create');
  return [
    ...functions.flatMap((resource) =>
      ['lambda:EnableReplication*', 'lambda:GetFunction'].map((action) => ({
        action,
        resource,
        context: Object.fromEntries(
          Object.entries(tags.get(untilVersion(resource)) ?? {}).map(([key, value]) => [
            `aws:ResourceTag/${key}`,
            value,
          ]),
        ),
      })),
    ),
    ...(isNew && functions.length > 0
      ? [{ action: 'iam:CreateServiceLinkedRole', resource: serviceRole, context: {} }]
      : []),
    ...(isNew && text.includes('<Tags>')
      ? [
          {
            action: 'cloudfront:TagResource',
            resource: `${cloudFront}:distribution/*`,
            context: {},
          },
        ]
      : []),
  ];
}

/** A copy reads its source as the caller, with its tags (S3 API reference, CopyObject). */
function copied(source: string, target: string): readonly Question[] {
  const [, key = '', version] = /^\/?(.*?)(?:\?versionId=(.*))?$/.exec(source) ?? [];
  const of = version === undefined ? '' : 'Version';
  return [
    [`s3:GetObject${of}`, key],
    [`s3:GetObject${of}Tagging`, key],
    ['s3:PutObjectTagging', target],
  ].map(([action = '', path = '']) => ({ action, resource: `arn:aws:s3:::${path}`, context: {} }));
}

/** Tags are the function's: versions have none. */
function untilVersion(arn: string): string {
  return arn.replace(/(:function:[^:]+):[^:]+$/, '$1');
}

const settingTypes: readonly (readonly [RegExp, string])[] = [
  [/CachePolicy/, 'cache-policy'],
  [/OriginRequestPolicy/, 'origin-request-policy'],
  [/ResponseHeadersPolicy/, 'response-headers-policy'],
  [/OriginAccessControl/, 'origin-access-control'],
  [/OriginAccessIdentity/, 'origin-access-identity'],
  [/KeyValueStore/, 'key-value-store'],
  [/Function/, 'function'],
  [/Distribution/, 'distribution'],
];

function resourceOf({ operation, target, region, body }: AuthorizedCall): string {
  if (operation === 'Lambda.CreateFunction') {
    const { FunctionName: name } = JSON.parse(new TextDecoder().decode(body)) as {
      FunctionName: string;
    };
    return `arn:aws:lambda:${region}:${account}:function:${name}`;
  }
  if (target === null) return '*';
  if (target.startsWith('arn:')) return target;
  const [service = '', name = ''] = operation.split('.');
  const type = settingTypes.find(([pattern]) => pattern.test(name))?.[1] ?? '';
  switch (service) {
    case 'CloudFront':
      return name.startsWith('Create') ? '*' : `${cloudFront}:${type}/${target}`;
    case 'Lambda':
      return `arn:aws:lambda:${region}:${account}:${name.includes('EventSourceMapping') ? 'event-source-mapping' : 'function'}:${target}`;
    case 'CloudWatchLogs':
      return `arn:aws:logs:${region}:${account}:log-group:${target}`;
    case 'IAM':
      return `arn:aws:iam::${account}:role/${target}`;
    case 'S3':
      return `arn:aws:s3:::${target}${name === 'DeleteObjects' ? '/key' : ''}`;
    case 'SSM':
      return `arn:aws:ssm:${region}:${account}:parameter${target}`;
    default:
      return '*';
  }
}

function tagsOf(data: AccountData): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const rows: (readonly [string, Readonly<Record<string, string>> | undefined])[] = [
    ...(data.cloudfront?.distributions ?? []).map(
      ({ id, tags }) => [`${cloudFront}:distribution/${id}`, tags] as const,
    ),
    ...(data.lambda?.functions ?? []).map(
      ({ name, region, tags }) =>
        [`arn:aws:lambda:${region}:${account}:function:${name}`, tags] as const,
    ),
    ...(data.iam?.roles ?? []).map(
      ({ name, tags }) => [`arn:aws:iam::${account}:role/${name}`, tags] as const,
    ),
    ...(data.logs?.groups ?? []).map(
      ({ name, region, tags }) =>
        [`arn:aws:logs:${region}:${account}:log-group:${name}`, tags] as const,
    ),
  ];
  return new Map(rows.flatMap(([arn, tags]) => (tags ? [[arn, tags] as const] : [])));
}
