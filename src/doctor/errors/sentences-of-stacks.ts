import { ofAws } from './sentence-table.ts';

/** Sentences about places that no list of this tool shows. */
export const ofOutside = ofAws([
  {
    code: 'RecordExists',
    family: 'outside',
    pattern: /triedtocreateresourcerecordset\[.{0,300}?\]butitalreadyexists/,
    codes: ['InvalidChangeBatch'],
  },
  {
    code: 'RecordConflicts',
    family: 'outside',
    pattern: /becauseaconflictingrrsetoftype\w{1,8}?withthesamednsnamealreadyexists/,
    codes: ['InvalidChangeBatch'],
  },
  {
    code: 'CloudflareRecordExists',
    family: 'outside',
    pattern:
      /expecteddnsrecordtonotalreadybepresent|anidenticalrecordalreadyexists|orcnamerecordwiththathostalreadyexists/,
  },
  {
    code: 'StatementExists',
    family: 'outside',
    kind: 'lambda-function',
    pattern: /thestatementid\((?<name>[\w-]{1,100})\)providedalreadyexists/,
    codes: ['ResourceConflictException'],
  },
  {
    code: 'EventSourceExists',
    family: 'outside',
    kind: 'lambda-function',
    pattern:
      /aneventsourcemappingwith.{0,600}?alreadyexists(?:.{0,80}?uuid(?<last>[\da-f][\da-f-]{2,35}))?/,
    codes: ['ResourceConflictException'],
  },
  {
    code: 'RouteExists',
    family: 'outside',
    pattern:
      /routewithkey.{0,300}?alreadyexistsforthisapi|anotherresourcewiththesameparentalreadyhasthisname/,
    codes: ['ConflictException'],
  },
  {
    code: 'RollbackOff',
    family: 'outside',
    pattern:
      /updatesnotsupportedonstackwithdisable-?rollback|non-?terminal.{0,200}?disable-?rollback/,
  },
  {
    code: 'KeyValueTooLarge',
    family: 'outside',
    pattern: /maximumsizeofthevalueinakeyvaluepair/,
    codes: ['ServiceQuotaExceededException'],
  },
  {
    code: 'MissingAtProvider',
    family: 'outside',
    pattern:
      /resource_missing|recorddoesnotexist|(?:d1|kv|r2|worker|queue)?database[\w-]{0,60}?couldnotbefound\(7404\)/,
  },
  {
    code: 'BucketPolicyExists',
    family: 'outside',
    kind: 's3-bucket',
    pattern: /thebucketpolicyalreadyexistsonbucket(?<last>[\w.-]{2,62}\w)/,
  },
  {
    code: 'SecretScheduled',
    family: 'outside',
    pattern: /asecretwiththisnameisalreadyscheduledfordeletion/,
    codes: ['InvalidRequestException'],
  },
  {
    code: 'DeletionProtected',
    family: 'outside',
    pattern:
      /disabledeletionprotection|deletionprotection(?:is)?(?:currently)?enabled|deletionisprotected|cannotdeleteprotected(?:cluster|dbinstance)/,
    codes: [
      'InvalidParameterCombination',
      'InvalidParameterException',
      'OperationNotPermitted',
      'ValidationException',
    ],
  },
  {
    code: 'FinalSnapshotMissing',
    family: 'outside',
    pattern:
      /final_?snapshot_?identifierisrequiredwhen(?:skip_?final_?snapshotisfalse|afinalsnapshotisrequired)/,
  },
  {
    code: 'UserPoolDomain',
    family: 'outside',
    pattern: /userpoolcannotbedeleted\.ithasadomainconfigured/,
    codes: ['InvalidParameterException'],
  },
  {
    code: 'UserPoolDomainTaken',
    family: 'outside',
    pattern: /domainalreadyassociatedwithanotheruserpool/,
    codes: ['InvalidParameterException'],
  },
  {
    code: 'AliasLeadsElsewhere',
    family: 'outside',
    kind: 'cloudfront-distribution',
    pattern: /includesanincorrectlyconfigureddnsrecordthatpointstoanothercloudfrontdistribution/,
    codes: ['CNAMEAlreadyExists', 'BadRequestException'],
  },
  {
    code: 'VariablesUndecryptable',
    family: 'outside',
    kind: 'lambda-function',
    pattern: /lambdawasunabletodecrypttheenvironmentvariablesbecausekmsaccesswasdenied/,
    codes: ['AccessDeniedException', 'KMSAccessDeniedException'],
  },
  {
    code: 'CloudflareInUse',
    family: 'outside',
    pattern: /namespacehasassociatedscripts/,
  },
  {
    code: 'CustomResourceFailed',
    family: 'outside',
    pattern: /fromcustomresource\.messagereturned:(?!user:arn)/,
  },
  {
    code: 'CustomResourceDenied',
    family: 'outside',
    pattern:
      /messagereturned:user:arn:aws[\w-]*:sts::\d+:assumed-role\/(?<name>[\w+=,.@-]{1,64})\/\S{1,100}?isnotauthorizedtoperform/,
    codes: ['AccessDenied', 'AccessDeniedException'],
  },
  {
    code: 'ZoneMissing',
    family: 'outside',
    pattern: /couldnotfindhostedzonefordomain|nohostedzonefoundwithid/,
    codes: ['NoSuchHostedZone'],
  },
  {
    code: 'NotReached',
    family: 'outside',
    pattern:
      /dialtcp:.{0,200}?(?:nosuchhost|timeout|connectionrefused)|getaddrinfo(?:ENOTFOUND|EAI_AGAIN)|readECONNRESET/,
  },
  {
    code: 'CertificatePending',
    family: 'outside',
    pattern:
      /waitingforstatetobecome'issued'|waitingforACMCertificate.{0,200}?tobeissued:timeout|laststate:'pending_validation'/,
  },
  {
    code: 'CodeObjectGone',
    family: 'outside',
    kind: 'lambda-function',
    pattern: /erroroccurredwhilegetobject\.s3errorcode:NoSuchKey/,
    codes: ['InvalidParameterValueException', 'NoSuchKey'],
  },
  {
    code: 'ConcurrencyTooLow',
    family: 'outside',
    kind: 'lambda-function',
    pattern: /decreasesaccount'?sunreservedconcurrentexecutionbelowitsminimumvalue/,
    codes: ['InvalidParameterValueException'],
  },
]);

/** Sentences of CloudFormation, and those of SST v2 and CDK about it. */
export const ofStacks = ofAws([
  {
    code: 'StackStateRefuses',
    family: 'stack',
    pattern:
      /stack[:[]?(?<stack>arn:aws[\w-]*:cloudformation:[\w-]+:\d+:stack\/[\w-]+\/[\w-]+|[\w-]{1,128}?)\]?(?:isin(?:the)?[A-Z]{1,40}_[A-Z_]{1,60}state|cannotbedeletedwhileinstatus[A-Z]{1,40}_[A-Z_]{1,60})/,
  },
  {
    code: 'StackExists',
    family: 'stack',
    // SST v2 says it without brackets; `already exists in stack` is another error.
    pattern: /(?:stack\[|(?<=error:)stack)(?<stack>[\w-]{1,128}?)\]?alreadyexists(?!instack)/,
    codes: ['AlreadyExistsException'],
  },
  {
    code: 'StackFailed',
    family: 'stack',
    pattern: /failedtoload(?:the)?bootstrapstackstatus/,
  },
  {
    code: 'StackFailed',
    family: 'stack',
    pattern: /thestacknamed(?<stack>[\w-]{1,128}?)failed(?=todeploy|creation|tobe|:)/,
  },
  {
    code: 'StackFailed',
    family: 'stack',
    pattern: /thefollowingresource\(s\)failedto(?:delete|create|update):\[[^[\]]*\]/,
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
