import { ofAws } from './sentence-table.ts';

const alreadyExists = ofAws([
  {
    code: 'FunctionAlreadyExists',
    family: 'name-taken',
    kind: 'cloudfront-function',
    pattern: /afunctionwiththesamenamealreadyexists/,
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
    code: 'CNAMEAlreadyExists',
    family: 'alias-taken',
    kind: 'cloudfront-distribution',
    pattern: /oneormoreofthecnamesyouprovidedarealreadyassociatedwithadifferentresource/,
  },
  {
    code: 'AlreadyExistsInStack',
    family: 'name-taken',
    pattern:
      /(?=alreadyexistsinstack)(?<=(?<first>[\w./-]{1,200}))alreadyexistsinstack(?<stack>arn:aws[\w-]*:cloudformation:[\w-]+:\d+:stack\/[\w-]+\/[\w-]+)/,
  },
]);

const inUse = ofAws([
  {
    code: 'FunctionInUse',
    family: 'in-use',
    kind: 'cloudfront-function',
    pattern: /cannotdeletefunction[:(]*(?<name>[\w-]{4,64}?)\)?,itisinuse/,
  },
  {
    code: 'CachePolicyInUse',
    family: 'in-use',
    kind: 'cloudfront-cache-policy',
    pattern: /specifiedcachepolicyis(?:currentlyassociated|inuse|stillbeingused)/,
  },
  {
    code: 'OriginRequestPolicyInUse',
    family: 'in-use',
    kind: 'cloudfront-origin-request-policy',
    pattern: /specifiedoriginrequestpolicyis(?:currentlyassociated|inuse|stillbeingused)/,
  },
  {
    code: 'ResponseHeadersPolicyInUse',
    family: 'in-use',
    kind: 'cloudfront-response-headers-policy',
    pattern: /specifiedresponseheaderspolicyis(?:currentlyassociated|inuse|stillbeingused)/,
  },
  {
    code: 'OriginAccessControlInUse',
    family: 'in-use',
    kind: 'cloudfront-origin-access-control',
    pattern: /originaccesscontrolisstillbeingused/,
  },
  {
    code: 'CloudFrontOriginAccessIdentityInUse',
    family: 'in-use',
    kind: 'cloudfront-origin-access-identity',
    pattern: /originaccessidentityisstillbeingused/,
  },
  {
    code: 'ResourceInUseException',
    family: 'in-use',
    kind: 'other',
    pattern:
      /certificate(?<name>arn:aws[\w-]*:acm:[\w-]+:\d+:certificate\/[\w-]{1,64}?)(?:inaccount\d+)?isinuse/,
  },
  {
    code: 'DeleteConflict',
    family: 'in-use',
    kind: 'iam-role',
    pattern:
      /cannotdeleteentity,must(?:detachallpolicies|deletepolicies|removerolesfrominstanceprofile)first/,
  },
  {
    code: 'BucketNotEmpty',
    family: 'not-empty',
    kind: 's3-bucket',
    pattern: /thebucketyoutriedtodeleteisnotempty/,
  },
  {
    code: 'ReplicatedFunction',
    family: 'replicated',
    kind: 'lambda-edge-function',
    pattern: /(?:unabletodelete(?<name>[\w:$-]{1,200}?))?becauseitisareplicatedfunction/,
    tells: ['InvalidParameterValueException'],
  },
]);

const others = ofAws([
  {
    code: 'ResourceInUseException',
    family: 'changing',
    pattern: /tableisbeing(?:created|deleted|updated)|attempttochangearesourcewhichisstillinuse/,
  },
  {
    code: 'ResourceConflictException',
    family: 'changing',
    kind: 'lambda-function',
    pattern:
      /anupdateisinprogressforresource:?(?<name>arn:aws[\w-]*:lambda:[\w:-]+)?|concurrentupdateoperation/,
  },
  {
    code: 'InvalidParameterValueException',
    family: 'changing',
    pattern: /theroledefinedforthefunctioncannotbeassumedbylambda/,
  },
  {
    code: 'NoSuchBucket',
    family: 'gone',
    kind: 's3-bucket',
    pattern: /thespecifiedbucketdoesnotexist/,
  },
  {
    code: 'ConflictException',
    family: 'gone',
    kind: 'cloudfront-key-value-store',
    pattern: /key-?value-?storewasnotinexpectedstate/,
  },
  {
    code: 'LimitExceeded',
    family: 'quota',
    pattern: /cannotexceedquotafor(?:\w{1,60}?peraccount):?\d*/,
  },
  {
    code: 'ParameterLimitExceeded',
    family: 'quota',
    pattern: /maximumnumberofparametersforthisaccount/,
  },
  {
    code: 'CodeStorageExceededException',
    family: 'quota',
    kind: 'lambda-function',
    pattern: /codestoragelimitexceeded/,
  },
  {
    code: 'TooManyBuckets',
    family: 'quota',
    kind: 's3-bucket',
    pattern: /attemptedtocreatemorebucketsthanallowed/,
  },
]);

/** CloudFormation's, and SST v2's and CDK's of it. */
const ofStacks = ofAws([
  {
    code: 'StackStateRefuses',
    family: 'stack',
    pattern:
      /stack[:[]?(?<stack>arn:aws[\w-]*:cloudformation:[\w-]+:\d+:stack\/[\w-]+\/[\w-]+|[\w-]{1,128}?)\]?isin(?:the)?[A-Z]+_[A-Z_]+state/,
  },
  {
    code: 'StackFailed',
    family: 'stack',
    pattern: /thefollowingresource\(s\)failedto(?:delete|create|update):\[[^\]]*\]/,
  },
  {
    code: 'ExportInUse',
    family: 'stack',
    pattern: /export[\w:-]{1,200}?cannotbe(?:deleted|updated)asitisinuseby(?<last>[\w-]+)/,
  },
  {
    code: 'ExportExists',
    family: 'stack',
    pattern: /exportwithname[\w:-]{1,200}?isalreadyexportedbystack(?<last>[\w-]+)/,
  },
  {
    code: 'StackNotFound',
    family: 'stack',
    pattern: /stack(?:withid)?\[?(?<stack>[\w-]{1,128}?)\]?doesnotexist/,
  },
]);

/** What AWS says without a code, or says more of than its code. */
export const awsSentences = [...alreadyExists, ...inUse, ...others, ...ofStacks];
