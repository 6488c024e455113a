import { ofAws } from './sentence-table.ts';
import { alreadyExists } from './sentences-of-names.ts';
import { ofOutside, ofStacks } from './sentences-of-stacks.ts';

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
    code: 'InvalidDBClusterStateFault',
    family: 'in-use',
    kind: 'other',
    pattern: /cluster(?:cannotbedeleted,it)?stillcontainsdbinstances/,
  },
  {
    code: 'InvalidDBSubnetGroupStateFault',
    family: 'in-use',
    kind: 'other',
    pattern: /cannotdeletethesubnetgroup'[\w-]{1,255}'becauseatleastonedatabaseinstance/,
  },
  {
    code: 'DeleteConflict',
    family: 'in-use',
    kind: 'iam-role',
    pattern:
      /cannotdeleteentity,must(?:detachallpolicies|deletepolicies|removerolesfrominstanceprofile)first/,
  },
  {
    code: 'InterfacesInUse',
    family: 'in-use',
    pattern:
      /waitingforlambdaeni.{0,80}?detachment(?::timeoutwhilewaitingforstatetobecome'available')?/,
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
    codes: ['InvalidParameterValueException', 'ResourceConflictException'],
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
      /anupdateisinprogressforresource:?(?<last>arn:aws[\w-]*:lambda:[\w:-]+)?|concurrentupdateoperation/,
  },
  {
    code: 'InvalidParameterValueException',
    family: 'changing',
    pattern: /theroledefinedforthefunctioncannotbeassumedbylambda/,
  },
  {
    code: 'InvalidLambdaFunctionAssociation',
    family: 'changing',
    kind: 'lambda-edge-function',
    pattern:
      /functionmustbeinanactivestate(?:\.thecurrentstateforfunction(?<name>arn:aws[\w-]*:lambda:[\w-]+:\d+:function:[\w-]+(?::\d+)?)ispending)?/,
    codes: ['InvalidLambdaFunctionAssociation'],
  },
  {
    code: 'WaitTooLong',
    family: 'changing',
    // pulumi-aws's own words, for whatever it waits for.
    pattern:
      /exceededmaxwaittimefor\w{1,60}?waiter|timeoutwhilewaitingforstatetobecome(?!'(?:issued|available'\(laststate:'in-use))/,
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

/** AWS's sentences that have no code, or that say more than their code. */
export const awsSentences = [...alreadyExists, ...inUse, ...others, ...ofOutside, ...ofStacks];
