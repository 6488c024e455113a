import type { Asked } from './reports.ts';

const folder = '24-outputs-of-other-places';
const doctor = ['doctor'];

/** Outputs whose cause lies past what SST or CloudFront say: none is laid to a stage that it is not of. */
export const furtherReports: readonly Asked[] = [
  {
    folder,
    words: doctor,
    inputs: ['pasted-stripe-gone.txt'],
    says: [
      /gone at the provider/,
      /sst refresh --stage dev/,
      /sst state remove Pro --stage dev/,
      /sst state remove ProMonth --stage dev/,
    ],
    never: [/continue-update-rollback/, /abandon/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-cloudflare-gone.txt'],
    says: [/gone at the provider/, /sst refresh --stage dev/, /sst state remove WebCdnARecord/],
    never: [/abandon/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-cloudflare-exists.txt'],
    says: [/Cloudflare has a DNS record of this name already/, /a domain of its own/],
    // The words "already exists" are of the record, not of an alias of CloudFront.
    never: [/CNAMEAlreadyExists/, /sst remove --stage dev/, /not known here/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-cache-subnet.txt'],
    says: [
      /A cache cluster still is in the subnet group/,
      /aws elasticache describe-cache-clusters/,
      /then No command removes it here/,
    ],
    never: [/abandon/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-cluster-instances.txt'],
    says: [
      /The database cluster still has instances/,
      /aws rds describe-db-instances --filters Name=db-cluster-id,Values=acme-dev-maindatabasecluster/,
    ],
    never: [/Another change/, /aws rds delete/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-secret-scheduled.txt'],
    says: [
      /deleted less than 30 days ago/,
      /aws secretsmanager restore-secret --secret-id acme-dev-DbProxySecret/,
      /another name/,
    ],
    never: [/as AWS says/, /force-delete/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-state-bucket.txt'],
    says: [
      /The state bucket of us-east-1 is there, with 2 stages/,
      /Do not delete \/sst\/bootstrap/,
    ],
  },
  {
    folder,
    words: doctor,
    inputs: ['pasted-parameter.txt'],
    says: [/ParameterNotFound/],
    // A store that another stage lost is no parameter.
    never: [/SiteKvStore/, /acme\/production/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-bucket-policy.txt'],
    says: [/a bucket has only one/, /aws s3api get-bucket-policy --bucket acme-uploads-by-hand /],
    // The output is of SST v2: nothing is done to the stage of that name in SST v3.
    never: [/sst remove/, /delete-bucket-policy/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-bucket-row.txt'],
    says: [
      /BucketAlreadyExists acme-staging-assets-by-hand/,
      /held by something that is not SST’s: leave it alone/,
    ],
    never: [/not known here/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-bootstrap-stack.txt'],
    says: [
      /stack SSTBootstrap, which SST v2 has for itself in us-east-1, is ROLLBACK_COMPLETE/,
      /describe-stack-events --stack-name SSTBootstrap/,
    ],
    never: [/dev-acme-api/, /acme\/dev/, /not known here/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-custom-resource.txt'],
    says: [
      /The function behind a custom resource may not do this/,
      /role dev-acme-Auth-CustomResourceHandlerServ-ABCDEFGHIJKL/,
      /No stack of SST is stuck over auth/,
    ],
    // Another stack is stuck over something else.
    never: [/dev-acme-api/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-stack-exists.txt'],
    says: [/The stack dev-acme-site is UPDATE_COMPLETE.* do not delete it/, /describe-stacks/],
    never: [/delete-stack/, /CacheSubnetGroupInUse/],
  },
  {
    folder,
    words: doctor,
    inputs: ['pasted-masked.txt'],
    says: [/InvalidLambdaFunctionAssociation/, /change MyWeb in sst\.config\.ts/],
    never: [/No error that is known/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-kv-bound.txt'],
    says: [/A worker still is bound to it/, /then No command removes it here/],
    never: [/not known here/, /abandon/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-export.txt'],
    says: [
      /1\. dev-acme-site still imports what dev-acme-api was to let go of/,
      /take the use of it out of dev-acme-site and deploy that first/,
    ],
    // It serves, and nothing of it failed.
    never: [/dev-acme-site of acme\/dev/, /delete-stack/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-ecs-services.txt'],
    says: [/still are in the cluster/, /aws ecs list-services --cluster arn:aws:ecs:/],
    never: [/not known here/, /abandon/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-db-subnets.txt'],
    says: [/A database still is in the subnet group/, /aws rds describe-db-instances/],
    never: [/Another change/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-protected.txt'],
    says: [/protected from deletion in AWS itself/, /only if it is really to go/],
    never: [/what the configuration asks for/, /modify-db/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-user-pool.txt'],
    says: [/aws cognito-idp describe-user-pool --user-pool-id us-east-1_ABC/],
    never: [/what the configuration asks for/, /delete-user-pool/],
  },
  {
    folder,
    words: doctor,
    inputs: ['input-email.txt'],
    says: [
      /say another one for Email/,
      /only if no other stage, stack or app has it: what is removed first would delete it for both/,
    ],
    never: [/random hash/, /give the component another name/],
  },
  {
    folder,
    account: 'account-two-homes.json',
    words: doctor,
    inputs: ['input-locked-twice.txt'],
    says: [
      /AWS_REGION=eu-west-1 sst unlock --stage martijn/,
      /AWS_REGION=us-east-1 sst unlock --stage martijn/,
    ],
    never: [/do sst unlock/],
  },
  {
    folder,
    account: 'account-two-homes.json',
    words: doctor,
    inputs: ['input-own-alias.txt'],
    says: [
      /1\. If acme\.example\.com is the alias: .* of acme\/production itself serves .* makes a second one/,
      /give the component its old name and type again/,
      /doctor CNAMEAlreadyExists martijn\.acme\.example\.com/,
    ],
    // Nobody said that the host of another stage is meant.
    never: [/associate-alias/, /take acme\.example\.com out of the domain of acme\/production/],
  },
  {
    folder,
    account: 'account-two-homes.json',
    words: doctor,
    inputs: ['pasted-still-used.txt'],
    says: [
      /ResourceInUse arn:aws:elasticloadbalancing/,
      /Something that this version does not list still uses/,
      /WAFAssociatedItemException/,
    ],
    never: [/sst remove --stage dev/, /Ruled out/, /not known here/],
  },
  {
    folder,
    account: 'account-two-homes.json',
    words: doctor,
    inputs: ['input-no-bucket.txt'],
    says: [/BootstrapLost/, /The state bucket of us-east-1 and eu-west-1 is there/],
    never: [/read with \.get\(\)/],
  },
];
