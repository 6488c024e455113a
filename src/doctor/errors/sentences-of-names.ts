import { ofAws } from './sentence-table.ts';

/** `AWS::S3::Bucket | Assets1A2B acme-assets already exists`: CloudFormation's own row, without a code. */
const rowOf = (type: string) =>
  new RegExp(
    `(?=alreadyexists(?!instack))(?<=AWS::${type}(?:(?!AWS::).){0,300}?(?<first>[\\w./-]{3,255}))alreadyexists`,
  );

/** The name or alias of a new resource is taken. */
export const alreadyExists = ofAws([
  {
    code: 'FunctionAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-function',
    pattern: /afunctionwiththesamenamealreadyexists/,
  },
  {
    // CloudFormation drops the code, and no other refusal of a function's creation has status 409
    // (jetbridge/cdk-nextjs#201).
    code: 'FunctionAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-function',
    pattern: /AWS::CloudFront::Function:null\(service:cloudfront,statuscode:409/,
  },
  {
    code: 'OriginAccessControlAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-origin-access-control',
    pattern: /anoriginaccesscontrolwiththesamenamealreadyexists/,
  },
  {
    code: 'CachePolicyAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-cache-policy',
    pattern: /acachepolicywith(?:thesamename|thisname)alreadyexists/,
  },
  {
    code: 'OriginRequestPolicyAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-origin-request-policy',
    pattern: /anoriginrequestpolicywith(?:thesamename|thisname)alreadyexists/,
  },
  {
    code: 'ResponseHeadersPolicyAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-response-headers-policy',
    pattern: /aresponseheaderspolicywith(?:thesamename|thisname)alreadyexists/,
  },
  {
    code: 'EntityAlreadyExists',
    family: 'name-taken',
    kind: 'iam-role',
    pattern: /rolewithname(?<name>[\w+=,.@-]{1,128}?)alreadyexists/,
  },
  {
    code: 'EntityAlreadyExists',
    family: 'name-taken',
    kind: 'other',
    pattern: /policy(?:called|withname)(?<name>[\w+=,.@-]{1,128}?)alreadyexists/,
  },
  {
    code: 'ResourceConflictException',
    family: 'name-taken',
    kind: 'lambda-function',
    pattern: /functionalreadyexist:(?<last>[\w-]+)/,
  },
  {
    code: 'ResourceAlreadyExistsException',
    family: 'name-taken',
    kind: 'log-group',
    pattern: /thespecifiedloggroupalreadyexists/,
  },
  {
    code: 'ResourceInUseException',
    family: 'name-taken',
    kind: 'other',
    pattern: /tablealreadyexists:(?<last>[\w.-]+)/,
  },
  {
    // One per URL in an account, which all stages may use.
    code: 'EntityAlreadyExists',
    family: 'name-taken',
    kind: 'other',
    pattern: /providerwithurl(?<name>https?:\/\/[\w./:-]{1,250}?)\/?alreadyexists/,
    codes: ['EntityAlreadyExists'],
  },
  {
    code: 'AlreadyExistsException',
    family: 'name-taken',
    kind: 'other',
    pattern: /(?:email|domain)identity(?<name>[\w.@+-]{3,320}?)alreadyexist/,
    codes: ['AlreadyExistsException'],
  },
  {
    code: 'DomainNameExists',
    family: 'name-taken',
    kind: 'other',
    pattern: /thedomainnameyouprovidedalreadyexists/,
    codes: ['BadRequestException', 'ConflictException'],
  },
  {
    code: 'BucketAlreadyExists',
    family: 'name-taken',
    kind: 's3-bucket',
    pattern: /therequestedbucketnameisnotavailable/,
  },
  {
    code: 'BucketAlreadyOwnedByYou',
    family: 'name-taken',
    kind: 's3-bucket',
    pattern: /yourpreviousrequesttocreatethenamedbucketsucceeded/,
  },
  {
    code: 'BucketAlreadyExists',
    family: 'name-taken',
    kind: 's3-bucket',
    pattern: rowOf('S3::Bucket'),
  },
  {
    code: 'EntityAlreadyExists',
    family: 'name-taken',
    kind: 'iam-role',
    pattern: rowOf('IAM::Role'),
  },
  {
    code: 'ResourceAlreadyExistsException',
    family: 'name-taken',
    kind: 'log-group',
    pattern: rowOf('Logs::LogGroup'),
  },
  {
    code: 'ResourceInUseException',
    family: 'name-taken',
    kind: 'other',
    pattern: rowOf('DynamoDB::Table'),
  },
  {
    code: 'CNAMEAlreadyExists',
    family: 'alias-taken',
    kind: 'cloudfront-distribution',
    pattern: /oneormoreofthecnamesyouprovidedarealreadyassociatedwithadifferentresource/,
  },
  {
    // API Gateway makes a distribution for such a domain.
    code: 'CNAMEAlreadyExists',
    family: 'alias-taken',
    kind: 'cloudfront-distribution',
    pattern: /thedomainnameyouprovidedisalreadyassociatedwithanexistingcloudfrontdistribution/,
    codes: ['BadRequestException', 'ConflictException', 'TooManyRequestsException'],
  },
  {
    code: 'AlreadyExistsInStack',
    family: 'name-taken',
    pattern:
      /(?=alreadyexistsinstack)(?<=(?<first>[\w./-]{1,200}))alreadyexistsinstack(?<stack>arn:aws[\w-]*:cloudformation:[\w-]+:\d+:stack\/[\w-]+\/[\w-]+)/,
  },
]);
