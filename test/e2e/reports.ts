/** One command on the account of a public report, and what its answer says. */
export interface Asked {
  readonly folder: string;
  /** `account.json`, unless said. */
  readonly account?: string;
  readonly words: readonly string[];
  /** Files of the folder that are piped in, each for itself; without one nothing is. */
  readonly inputs?: readonly string[];
  readonly says: readonly RegExp[];
  readonly never?: readonly RegExp[];
}

const doctor = ['doctor'];

/** What each of the reports wanted, in its own sentences; none of them ends in a dead end. */
export const reports: readonly Asked[] = [
  {
    folder: '01-cname-v2-to-v3',
    words: doctor,
    inputs: ['input.txt'],
    says: [
      /E2V2LIVEDIST01 of the stack prod-shop-Site .*\(SST v2\) lives and serves .* and .*: do not delete it/,
      /aws cloudfront associate-alias --target-distribution-id \w+ --alias shop\.example\.com\b/,
      /aws cloudfront associate-alias --target-distribution-id \w+ --alias www\.shop\.example\.com\b/,
      /certificate for it must be on/,
      /out of the domain of the v2 stack prod-shop-Site and deploy that first/,
      /then +sst deploy --stage prod/,
    ],
    never: [
      /give the new component another name/,
      /make it anew under the same name/,
      /name is set by hand/,
      /sweep E2V2LIVEDIST01/,
    ],
  },
  ...['scan', 'stages'].map((command) => ({
    folder: '01-cname-v2-to-v3',
    words: [command],
    says: [/SST v2, stack prod-shop-Site/],
    never: [/sst remove --stage prod/],
  })),
  {
    folder: '03-cname-cloudformation-words',
    words: doctor,
    inputs: ['input-sst-v2.txt'],
    says: [
      /CNAMEAlreadyExists/,
      /leftover \(certain\) of shop\/dev has the alias/,
      /sst-sweep sweep .*E646F6D7668616/,
    ],
  },
  {
    folder: '04-dynamo-table-exists',
    words: doctor,
    inputs: ['input-3.4.txt', 'input-old.txt'],
    says: [
      /acme-robin-SettingsTable was left on purpose when acme\/robin let go of it \(retainOnDelete\)/,
      /opts\.import = "acme-robin-SettingsTable"/,
      /another name/,
      /aws dynamodb create-backup --table-name acme-robin-SettingsTable .*--region eu-west-1/,
      /3\.8\.0/,
    ],
  },
  {
    folder: '04-dynamo-table-exists',
    words: ['explain', 'arn:aws:dynamodb:eu-west-1:123456789012:table/acme-robin-SettingsTable'],
    says: [/retainOnDelete/],
    never: [/Type its exact id/],
  },
  {
    folder: '05-role-exists-own-state',
    words: doctor,
    inputs: ['input.txt'],
    says: [/2 errors/, /has it already/, /npm install sst@3/],
  },
  {
    folder: '06-shared-router-rebuilt',
    words: doctor,
    inputs: ['input.txt', ''],
    says: [
      /key-value store .* is gone, and .* in the state of \S+my-dev still write/,
      /sandbox's, which was removed on 2026-11-18/,
      /sst state remove WebRoutesUpdate\S* --stage my-dev/,
      /sst state remove WebKvKeys\S* --stage my-dev/,
    ],
  },
  {
    folder: '07-bucketfiles-nosuchbucket',
    words: doctor,
    inputs: ['input.txt', ''],
    says: [
      /bucket acme-pr-7-webassetsbucket-bxhehcdo is gone, and WebAssetFiles .* still wants to empty it: neither refresh nor another remove gets past that/,
      /sst state remove WebAssetFiles\S* --stage pr-7/,
      /then +(?:AWS_REGION=\S+ )?sst remove --stage pr-7/,
    ],
  },
  {
    folder: '07-bucketfiles-nosuchbucket',
    words: ['scan'],
    says: [/sst state remove WebAssetFiles\S* --stage pr-7[^]*sst remove --stage pr-7/],
  },
  {
    folder: '08-passphrase-gone',
    words: doctor,
    inputs: ['input-a.txt', 'input-b.txt'],
    says: [
      /passphrase of acme\/pr102 is gone: neither remove nor refresh nor deploy can read its state/,
      /\/sst\/passphrase\/acme\/pr102/,
      /backup/,
      /Do not delete the state file/,
      /--abandon acme\/pr102@/,
    ],
  },
  ...[{ words: doctor, inputs: ['input-c.txt', ''] }, { words: ['doctor', 'Stage not found'] }].map(
    (asked) => ({
      folder: '08-passphrase-gone',
      account: 'account-state-deleted.json',
      ...asked,
      says: [
        /state file of acme\/pr102 was deleted by hand/,
        /aws s3api delete-object --bucket \S+ --key app\/acme\/pr102\.json --version-id \S+/,
        /--abandon acme\/pr102@/,
      ],
      never: [/no home .* has a state of/, /stage names keep their case/, /next-state-unreadable/],
    }),
  ),
  {
    folder: '08-passphrase-gone',
    account: 'account-state-deleted.json',
    words: ['stages'],
    says: [/deleted by hand/, /aws s3api delete-object/, /--abandon acme\/pr102@/],
    never: [/sst remove --stage pr102/],
  },
  {
    folder: '11-stack-delete-failed-replicas-and-bucket',
    words: doctor,
    inputs: ['input.txt', 'input-bucket.txt', ''],
    says: [
      /stack dev-shop-site of \S+ \(SST v2, us-east-1\) is DELETE_FAILED/,
      /Wait some hours for Lambda@Edge/,
      /Empty the bucket/,
      /aws cloudformation delete-stack --stack-name dev-shop-site --region us-east-1/,
    ],
  },
  ...['scan', 'stages'].map((command) => ({
    folder: '11-stack-delete-failed-replicas-and-bucket',
    words: [command],
    says: [
      /stack dev-shop-site: DELETE_FAILED at/,
      /aws cloudformation delete-stack --stack-name dev-shop-site --region us-east-1/,
    ],
    never: [/sst remove --stage dev\b/, /idle for 30 days/],
  })),
  {
    folder: '12-pending-operations',
    words: doctor,
    inputs: ['input.txt', ''],
    says: [
      /7 pending operations in the state of/,
      /sst refresh --stage/,
      /sst state edit --stage/,
      /"pending_operations" to \[\]/,
    ],
    never: [/ProgramFailed/],
  },
  {
    folder: '12-pending-operations',
    words: ['stages'],
    says: [/7 pending operations since/, /sst refresh --stage/],
  },
  {
    folder: '13-pipeline-timeout',
    words: doctor,
    inputs: ['input-locked.txt', ''],
    says: [/is held by/, /sst unlock --stage/],
  },
  {
    folder: '13-pipeline-timeout',
    account: 'account-b.json',
    words: doctor,
    inputs: ['input-exists.txt', ''],
    // What keeps both is what to look at.
    says: [/OriginAccessControlAlreadyExists/, /sst-sweep explain .*E77746274766E7/],
  },
  ...(
    [
      ['input-code-storage.txt', /CodeStorageExceededException/, /Lambda functions/],
      ['input-lambda-assoc.txt', /TooManyDistributionsWithLambdaAssociations/, /Lambda@Edge/],
      ['input-oai.txt', /TooManyCloudFrontOriginAccessIdentities/, /origin access identities/],
      ['input-orp.txt', /TooManyOriginRequestPolicies/, /origin request policies/],
      ['input-rhp.txt', /TooManyResponseHeadersPolicies/, /response headers policies/],
      ['input-roles.txt', /LimitExceeded/, /IAM roles/],
      ['input-ssm.txt', /ParameterLimitExceeded/, /Parameter Store takes no more/],
    ] as const
  ).map(([input, ...says]) => ({
    folder: '15-other-quotas',
    words: doctor,
    inputs: [input],
    says,
    never: [/of 500/, /EntityAlreadyExists/],
  })),
  {
    folder: '16-in-use-words',
    words: doctor,
    inputs: ['input-sst-oac.txt', 'input-tf-oac.txt', 'input-tf-function.txt'],
    says: [/of acme\/dev itself still uses it/, /sst remove --stage dev/],
    never: [/as long as stages share it/],
  },
  {
    folder: '16-in-use-words',
    words: doctor,
    inputs: ['input-cfn-function.txt'],
    says: [/FunctionInUse/, /acme-dev-WebCloudfrontFunctionServerCfFunction-vchwnszh/],
  },
  {
    folder: '16-in-use-words',
    words: doctor,
    inputs: ['input-cfn-policy.txt'],
    says: [/CachePolicyInUse/, /If it is of acme\/dev: the remove of acme\/dev failed half-way/],
  },
  {
    folder: '16-in-use-words',
    words: doctor,
    inputs: ['input-nuke-disabled.txt'],
    says: [/DistributionNotDisabled E78636673646B6/],
  },
  {
    folder: '16-in-use-words',
    words: doctor,
    inputs: ['input-sst-oac-gone.txt'],
    says: [/NoSuchOriginAccessControl/, /the origin access control of WebS3AccessControl/],
    never: [/not all that the state/],
  },
  {
    folder: '17-orphan-alias-not-in-any-state',
    account: 'account-by-hand.json',
    words: doctor,
    inputs: ['input.txt'],
    says: [/does not say which host name/, /sst-sweep doctor CNAMEAlreadyExists/],
    never: [/another account/, /name the component otherwise/],
  },
  {
    folder: '22-production-state-shrank',
    words: doctor,
    inputs: ['input.txt'],
    says: [
      /left the state of project\/production in an edit of 2026-11-18, and nothing deleted it: it is in use/,
      /--version-id/,
      /opts\.import/,
      /project-production-ItemsTable/,
    ],
    never: [/sst-sweep sweep/, /delete-table/],
  },
];

/** What no answer ends in: whoever asked gave all that there was. */
export const deadEnds = [/[Gg]ive the whole (?:output|error)/];
