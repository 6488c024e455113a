import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { coloured, hardWrapped, pulumiOutput, refused, sstOutput, windows } from './outputs.ts';
import { path, taken } from './scenes.ts';

const failure = {
  path,
  message: refused(`creating CloudFront Function (${taken})`, 'CloudFront: CreateFunction', {
    code: 'FunctionAlreadyExists',
    text: 'A Function with the same name already exists in this account.',
  }),
};
const shapes: readonly (readonly [string, string])[] = [
  ['SST’s', sstOutput(failure)],
  ['Pulumi’s', pulumiOutput(failure)],
];
const treatments: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['wrapped at 80 columns', hardWrapped],
  ['wrapped at 33 columns', (text) => hardWrapped(text, 33)],
  ['coloured', coloured],
  ['coloured and wrapped', (text) => coloured(hardWrapped(text))],
  ['with Windows line ends', windows],
  ['with carriage returns of a spinner', (text) => text.replaceAll('\n', '\n⠋ Deploying\r')],
  ['cut off before the code', (text) => text.slice(0, text.lastIndexOf('FunctionAlreadyExists'))],
  ['cut off within the code', (text) => text.slice(0, text.lastIndexOf('Exists:'))],
];

describe.each(shapes)('%s output', (_name, text) => {
  it.each(treatments)('%s gives one error with its name', (_how, treat) => {
    const errors = readOutput(treat(text));
    expect(errors.map(({ code, kind, name }) => ({ code, kind, name }))).toEqual([
      { code: 'FunctionAlreadyExists', kind: 'cloudfront-function', name: taken },
    ]);
  });
});

describe('the output of a deploy', () => {
  it('says app, stage and component of SST’s own lines', () => {
    expect(readOutput(hardWrapped(sstOutput(failure)))[0]).toMatchObject({
      app: 'docs',
      stage: 'dev',
      component: 'Docs',
      logicalName: 'DocsCloudfrontFunctionServerCfFunction',
    });
  });

  it('that begins in the middle of the name keeps its end', () => {
    const text = failure.message.slice(failure.message.indexOf('frontFunctionServer'));
    expect(readOutput(text)[0]).toMatchObject({
      name: 'frontFunctionServerCfFunction',
      nameIsCut: true,
    });
  });

  it('with several errors gives each with its own name', () => {
    const other = failure.message.replaceAll(taken, `${taken}Two`);
    const names = readOutput(`${sstOutput(failure)}${sstOutput({ ...failure, message: other })}`);
    expect(names.map(({ name }) => name)).toEqual([taken, `${taken}Two`]);
  });

  it('tells roles from stores by the operation', () => {
    const role = refused('creating IAM Role (docs-dev-ApiRole)', 'IAM: CreateRole', {
      code: 'EntityAlreadyExists',
      text: 'Role with name docs-dev-ApiRole already exists.',
    });
    const store = refused(
      'creating CloudFront KeyValueStore (kv)',
      'CloudFront: CreateKeyValueStore',
      {
        code: 'EntityAlreadyExists',
        text: 'exists',
      },
    );
    expect(readOutput(`${role}\n${store}`).map(({ kind, name }) => [kind, name])).toEqual([
      ['iam-role', 'docs-dev-ApiRole'],
      ['cloudfront-key-value-store', 'kv'],
    ]);
  });

  it.each([
    [
      'a function of SST v2',
      'dev-docs-Site | 3/9 | 10:02:11 AM | CREATE_FAILED        | AWS::CloudFront::Function | SiteFunction1A2B Resource handler returned message: "A function with the same name already exists in this account. (Service: CloudFront, Status Code: 409, Request ID: 1)" (RequestToken: 2, HandlerErrorCode: AlreadyExists)',
      { code: 'FunctionAlreadyExists', kind: 'cloudfront-function' },
    ],
    [
      'a log group of SST v2',
      'CREATE_FAILED | AWS::Logs::LogGroup | ApiLogs Resource of type \'AWS::Logs::LogGroup\' with identifier \'{"/properties/LogGroupName":"/aws/vendedlogs/apis/dev-docs"}\' already exists. (RequestToken: 2, HandlerErrorCode: AlreadyExists)',
      { code: 'ResourceAlreadyExistsException', name: '/aws/vendedlogs/apis/dev-docs' },
    ],
    [
      'a bucket of SST v2',
      'CREATE_FAILED | AWS::S3::Bucket | Uploads dev-docs-uploads already exists (Service: Amazon S3; Status Code: 409; Error Code: BucketAlreadyExists; Request ID: 1)',
      { code: 'BucketAlreadyExists', name: 'dev-docs-uploads' },
    ],
    [
      'a quota in SST v2',
      'CREATE_FAILED | AWS::CloudFront::CachePolicy | SiteCache Resource handler returned message: "You have exceeded the limit" (RequestToken: 2, HandlerErrorCode: ServiceLimitExceeded)',
      { code: 'TooManyCachePolicies', kind: 'cloudfront-cache-policy' },
    ],
    [
      'Pulumi’s URN',
      `urn:pulumi:dev::docs::sst:aws:Nextjs$aws:cloudfront/function:Function::DocsFn: ${failure.message}`,
      { app: 'docs', stage: 'dev', logicalName: 'DocsFn', name: taken },
    ],
    [
      'a held lock',
      '|  Locked      A concurrent update was detected on the app. Run `sst unlock` to remove the lock and try again.',
      { code: 'StageLocked' },
    ],
    ['a stage that is not found', '✕  Stage not found', { code: 'StageNotFound' }],
    [
      'a replicated function',
      'deleting Lambda Function (docs-dev-DocsEdgeFn): operation error Lambda: DeleteFunction, https response error StatusCode: 400, InvalidParameterValueException: Lambda was unable to delete arn:aws:lambda:us-east-1:123456789012:function:docs-dev-DocsEdgeFn:1 because it is a replicated function.',
      { code: 'ReplicatedFunction', name: 'docs-dev-DocsEdgeFn' },
    ],
  ])('knows %s', (_what, text, told) => {
    const errors = readOutput(hardWrapped(text));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject(told);
  });

  it('without an error gives none', () => {
    expect(readOutput('SST 3.17.0  ready!\n✓  Complete\n')).toEqual([]);
    expect(readOutput('')).toEqual([]);
  });
});
