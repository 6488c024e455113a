import { flag, foreignCommand } from '../model/command.ts';
import type { AdviceRemedy, CommandRemedy, DeployError } from '../model/diagnosis.ts';
import { commandRemedy, configRemedy } from './causes/cause.ts';

/** The place of a resource whose kind no list of this tool has. */
export interface ResourcePlace {
  readonly name: string;
  readonly region: string;
  readonly account: string;
}

/** A kind that is not listed: how AWS's own commands show it. Who uses it is not read, so none deletes it. */
export interface UnlistedKind {
  readonly noun: string;
  /** In the type of an entry, in the operation of an error, or in an ARN. */
  readonly pattern: RegExp;
  look(place: ResourcePlace): readonly CommandRemedy[];
  /** Keeps a copy of what is in it, for whoever means to delete it. */
  copy?(place: ResourcePlace): readonly CommandRemedy[];
  /** Of such a thing stages use one together: how a stage names it without making it. */
  share?(place: ResourcePlace, component: string | null): AdviceRemedy;
  /** AWS takes only one of that name in an account, so another name is no way. */
  readonly isOnlyOne?: boolean;
}

const unlistedKinds: readonly UnlistedKind[] = [
  {
    noun: 'OIDC provider',
    pattern: /openidconnect(?:provider)?|OIDC Provider|\bProvider with url /i,
    look: () => [
      commandRemedy(
        foreignCommand('aws', ['iam', 'list-open-id-connect-providers']),
        'those of the account: one for each URL',
      ),
    ],
    share: ({ name, account }, component) =>
      configRemedy(
        `aws.iam.OpenIdConnectProvider.get("${component ?? 'Provider'}", "arn:aws:iam::${account}:oidc-provider/${name.replace(/^https?:\/\//, '')}") in sst.config.ts, instead of a new one`,
        'CDK: OpenIdConnectProvider.fromOpenIdConnectProviderArn(). All stages and roles may use it, so delete it for none of them',
      ),
    isOnlyOne: true,
  },
  {
    noun: 'email identity',
    pattern: /emailidentity|\bEmail identity |SES (?:domain )?identity/i,
    look: ({ name, region }) => [
      commandRemedy(
        foreignCommand('aws', ['sesv2', 'get-email-identity'], {
          flags: [flag('--email-identity', name), flag('--region', region)],
        }),
        'whether it is verified, and its tags, which may name a stage',
      ),
    ],
    share: ({ name }, component) =>
      configRemedy(
        `sst.aws.Email.get("${component ?? 'Email'}", "${name}") in sst.config.ts, instead of a new one`,
        'where another stage or app has it and goes on using it',
      ),
  },
  {
    noun: 'DynamoDB table',
    pattern:
      /aws:dynamodb:|AWS::DynamoDB::|\bDynamoDB: ?CreateTable|\btable already exists\b|:dynamodb:(?:(?!:dynamodb:).)*:table\//i,
    look: (place) => [
      commandRemedy(onTable('describe-table', place), 'when it was made, and how much is in it'),
    ],
    copy: (place) => [
      commandRemedy(
        foreignCommand('aws', ['dynamodb', 'create-backup'], {
          flags: [
            flag('--table-name', place.name),
            flag('--backup-name', `${place.name}-kept`),
            flag('--region', place.region),
          ],
        }),
        'a backup, before anything is done to it',
      ),
    ],
  },
  {
    noun: 'policy',
    pattern:
      /aws:iam:Policy\b|AWS::IAM::(?:Managed)?Policy|\bIAM: ?CreatePolicy|\bpolicy (?:called|with name) |:iam:(?:(?!:iam:).)*:policy\//i,
    look: (place) => [
      commandRemedy(
        foreignCommand('aws', ['iam', 'list-entities-for-policy'], { flags: [policyArn(place)] }),
        'shows what it is attached to',
      ),
    ],
  },
];

function onTable(verb: string, { name, region }: ResourcePlace) {
  return foreignCommand('aws', ['dynamodb', verb], {
    flags: [flag('--table-name', name), flag('--region', region)],
  });
}

function policyArn({ name, account }: ResourcePlace) {
  return flag('--policy-arn', `arn:aws:iam::${account}:policy/${name}`);
}

/** Null: one of the many kinds that have no commands here. */
export function unlistedKindOf(words: string): UnlistedKind | null {
  return unlistedKinds.find(({ pattern }) => pattern.test(words)) ?? null;
}

/** `aws:sqs:Queue`, where an error names the type. */
export function typeText({ path }: DeployError): string | null {
  return /\b[\w-]{1,60}:[\w/-]{1,100}:\w{1,100}$/.exec(path ?? '')?.[0] ?? null;
}
