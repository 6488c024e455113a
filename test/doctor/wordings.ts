import { wordingsOfSst } from './wordings-of-sst.ts';

function lines(...each: readonly string[]): string {
  return each.join('\n');
}

const wordingsOfOthers: readonly (readonly [errors: readonly string[], text: string])[] = [
  [
    ['PassphraseInvalid passphrase'],
    'error: could not decrypt: cipher: message authentication failed',
  ],
  [['Interrupted interrupted'], '✕  Unexpected error: signal: killed'],
  [['ZoneMissing outside'], 'NoSuchHostedZone: No hosted zone found with ID: Z123'],
  [
    ['StageLocked locked'],
    lines(
      'SST 3.3.21  ready!',
      '➜  App:        docs',
      '   Stage:      production',
      '~  Deploy',
      '|  Locked      A concurrent update was detected on the app. Run `sst unlock` to remove the lock and try again.',
      'Error: Failed to run: /tmp/repo/application/node_modules/.bin/sst deploy --stage production',
    ),
  ],
  [
    ['CodeObjectGone outside'],
    lines(
      'SST 3.9.15  ready!',
      '',
      '➜  App:        docs',
      '   Stage:      dev',
      '',
      '~  Deploy',
      '',
      '|  Error       EventsAuthorizer2 sst:aws:Function → EventsAuthorizer2Function aws:lambda:Function',
      '|  sdk-v2/provider2.go:572: sdk.helper_schema: creating Lambda Function (docs-dev-EventsAuthorizer2Function-bdcbkmxf): operation',
      ' error Lambda: CreateFunction, https response error StatusCode: 400, RequestID: c26c0127-5cc9-4159-887e-eab37cfd7f3f, InvalidParameterVal',
      'ueException: Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.: provider=aws@',
      '7.20.0',
    ),
  ],
  [
    ['StackStateRefuses stack'],
    'Error: Stack dev-docs-Site is in the ROLLBACK_COMPLETE state. It cannot be deployed.',
  ],
  [
    ['StackStateRefuses stack'],
    'Error: Stack SSTBootstrap is in the UPDATE_IN_PROGRESS state. It cannot be deployed.',
  ],
  [
    ['StackStateRefuses stack'],
    lines(
      '  Serverless Error ---------------------------------------',
      ' ',
      '  Stack:arn:aws:cloudformation:us-east-1:123456789012:stack/dev-docs-Site/0ac0c780-cb27-11e9-9a01-0ab95d3a5528 is in ROLLBACK_COMPLETE state and can not be updated.',
      ' ',
      '  Get Support --------------------------------------------',
    ),
  ],
  [
    ['FunctionAlreadyExists name-taken'],
    lines(
      '2:01:02 PM | CREATE_FAILED        | AWS::CloudFront::Function                       | NextAppDistributionCloudFrontFnAC9E1010',
      'Resource handler returned message: "Invalid request provided: AWS::CloudFront::Function: null (Service: CloudFront, Status Code: 409, Request ID: 0578ff41-24cd-4c16-8b49-0688aacff26d)" (RequestToken: 08f38d0f-c97a-009a-b703-978403819344, HandlerErrorCode:',
      'InvalidRequest)',
    ),
  ],
  [
    ['ResourceAlreadyExistsException name-taken'],
    `prod-docs-Site | CREATE_FAILED | AWS::Logs::LogGroup | SiteLog Resource handler returned message: "Resource of type 'AWS::Logs::LogGroup' with identifier '{"/properties/LogGroupName":"/aws/lambda/docs-dev-ApiFunction"}' already exists." (RequestToken: 258db5a1-23c6-5e4b-4d23-7a469fc2de96, HandlerErrorCode: AlreadyExists)`,
  ],
  [
    ['CustomResourceFailed outside'],
    'prod-DKershnercom-DKershnercomWebAppStack | CREATE_FAILED | Custom::SSTEdgeLambdaVersion | SiteMainEdgeLambdaVersionE9F7ABA9 Received response status [FAILED] from custom resource. Message returned: Alias already exists: arn:aws:lambda:us-east-1:123456789012:function:prod-dkershnercom-m-jrjyielhfijtyovzknab:live',
  ],
  [
    ['PendingOperations pending'],
    lines(
      'warning: Attempting to deploy or update resources with 3 pending operations from previous deployment.',
      '  * urn:pulumi:dev::docs::aws:cloudfront/distribution:Distribution::WebCdnDistribution, interrupted while creating',
      'These resources are in an unknown state because the Pulumi CLI was interrupted while',
      'waiting for changes to these resources to complete.',
    ),
  ],
  [['StageNotFound no-stage'], '✕  Could not pull state'],
  [
    ['PassphraseInvalid passphrase'],
    lines(
      "Error: failed to decrypt encrypted configuration value 'aws:region': [1] bad value: incorrect passphrase",
      '✕  Unexpected error occurred. Please run with --print-logs or check .sst/log/sst.log if available.',
    ),
  ],
  [
    ['CredentialsExpired credentials'],
    lines(
      '✕  Unexpected error occurred. Please run with --print-logs or check .sst/log/sst.log if available.',
      'time=2025-05-01T10:00:00.000Z level=ERROR msg="exited with error" err="Error initializing aws:\\n   operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 5f, api error ExpiredToken: The security token included in the request is expired"',
    ),
  ],
  [
    ['StackFailed stack', 'InvalidLambdaFunctionAssociation changing'],
    ' ❌  dev-docs-Site failed: Error: The stack named dev-docs-Site failed to deploy: UPDATE_ROLLBACK_COMPLETE: Resource handler returned message: "Invalid request provided: AWS::CloudFront::Distribution: The function must be in an Active state. The current state for function arn:aws:lambda:us-east-1:123456789012:function:docs-edge:1 is Pending (Service: CloudFront, Status Code: 400, Request ID: 7ab44d1d-ec37-4223-9537-97554dfaccc7)" (RequestToken: 051b14fba8-1292-7938-e8c68f39b04f, HandlerErrorCode: InvalidRequest)',
  ],
  [
    ['FunctionAlreadyExists name-taken'],
    'FunctionAlreadyExists: A function with the same name already exists in this account: docs-staging-MyNextJSCloudfrontFunction',
  ],
  [['StageNotFound no-stage'], '✕  Stage not found'],
  [
    ['BucketAlreadyExists name-taken'],
    '✕  Error: sdk-v2/provider2.go:509: sdk.helper_schema: creating S3 Bucket (docs-dev-assets-abcdefgh): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: A, HostID: B, BucketAlreadyExists: : provider=aws@6.52.0',
  ],
  [
    ['NameTwice project'],
    "error: Duplicate resource URN 'urn:pulumi:dev::docs::sst:aws:Nextjs$aws:cloudfront/function:Function::WebFn'; try giving it a unique name",
  ],
  [
    ['DamagedState damaged-state'],
    lines(
      "panic: fatal: An assertion has failed: snapshot integrity error: resource urn:pulumi:dev::docs::aws:lambda/function:Function::X's dependency urn:pulumi:dev::docs::aws:iam/role:Role::Y refers to missing resource",
      'error: refusing to proceed',
    ),
  ],
];

/** What tools print where something fails, as people paste it: [codes with their families, the output]. */
export const wordings = [...wordingsOfSst, ...wordingsOfOthers];
