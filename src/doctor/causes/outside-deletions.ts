import { type Flag, flag, foreignCommand } from '../../model/command.ts';
import type { DeployError, Remedy } from '../../model/diagnosis.ts';
import { isRegion } from '../../model/region.ts';
import { awsText } from '../commands.ts';
import { commandRemedy, configRemedy, manualRemedy, renamingRemedy } from './cause.ts';
import { importRemedies } from './kept.ts';
import type { OutsideCause, StateAndFacts } from './outside-entry.ts';
import { refreshOrTakeOut } from './state-work.ts';

/**
 * Resources that AWS, another provider or a stack's own function keeps or has deleted without the state
 * knowing.
 */
export const outsideDeletions: Readonly<Record<string, OutsideCause>> = {
  MissingAtProvider: {
    cause: 'missing-at-provider',
    title: 'What the state lists is gone at the provider, where it was deleted past SST.',
    recurrence: 'Yes, whenever something is deleted there by hand.',
    remedies: takenOut,
  },
  BucketPolicyExists: {
    cause: 'bucket-policy-exists',
    title: 'The bucket has a policy that this stack did not make, and a bucket has only one.',
    recurrence: 'Not once the configuration is all that writes this policy.',
    remedies: ({ name }) => [
      ...(name === null
        ? []
        : [
            commandRemedy(
              awsText(['s3api', 'get-bucket-policy'], 'Policy', [flag('--bucket', name)]),
              'what it allows and forbids: write that into the configuration',
            ),
          ]),
      manualRemedy(
        'Then take the policy off in the S3 console right before the deploy, only if nobody relies on it in between.',
      ),
    ],
  },
  SecretScheduled: {
    cause: 'secret-scheduled',
    title:
      'A secret of this name was deleted less than 30 days ago: until AWS deletes it for good, its name is taken.',
    recurrence: 'Yes, where a stage is made again in the weeks after its removal.',
    remedies: (error, { state }) => [
      ...(error.name === null
        ? []
        : [
            commandRemedy(
              foreignCommand('aws', ['secretsmanager', 'restore-secret'], {
                flags: [
                  flag('--secret-id', error.name),
                  ...(state ? [flag('--region', state.region)] : []),
                ],
              }),
              'brings it back with its value',
            ),
            ...importRemedies(error, error.name),
          ]),
      renamingRemedy({ gives: 'makes a new secret', isSecond: true }),
    ],
  },
  CustomResourceDenied: {
    cause: 'custom-resource-denied',
    title:
      'The function behind a custom resource may not do this: the role is that of the stack, not of who ran SST.',
    recurrence: 'Yes, with every stack that an older SST v2 deployed, until it is deployed anew.',
    remedies: ({ name }) => [
      configRemedy(
        'deploy the stage once with the newest SST v2, then remove it',
        'gives that function the rights that it lacks',
      ),
      configRemedy(
        `or allow that action to the role${name === null ? '' : ` ${name}`} in the IAM console`,
        'it goes with the stack',
      ),
    ],
  },
  DeletionProtected: {
    cause: 'deletion-protected',
    title:
      'It is protected from deletion in AWS itself, so neither SST nor anybody deletes it as it is.',
    recurrence: 'Yes, as long as the protection is on: that is what it is for.',
    remedies: ({ component }) => [
      configRemedy(
        `take the deletion protection off ${component ?? 'it'} in its transform in sst.config.ts and deploy, then remove`,
        'only if it is really to go, with the data in it',
      ),
    ],
  },
  FinalSnapshotMissing: {
    cause: 'final-snapshot-missing',
    title:
      'The database is to be deleted with a last snapshot, and nothing says how that is called.',
    recurrence: 'Yes, until the state says it: a removal takes it from there.',
    remedies: ({ component }) => [
      configRemedy(
        `finalSnapshotIdentifier in the transform of ${component ?? 'the component'} in sst.config.ts, deploy, then remove`,
        'or skipFinalSnapshot: true, only if nobody needs the data any more',
      ),
    ],
  },
  UserPoolDomain: {
    cause: 'user-pool-domain',
    title: 'The user pool has a domain that was made past this state, so AWS keeps the pool.',
    recurrence: 'Yes, whenever a domain is added past SST.',
    remedies: ({ name }) => [
      ...(name === null
        ? []
        : [
            commandRemedy(
              awsText(['cognito-idp', 'describe-user-pool'], 'UserPool.[Domain,CustomDomain]', [
                flag('--user-pool-id', name),
                ...regionOfPool(name),
              ]),
              'shows the domain',
            ),
          ]),
      manualRemedy(
        'Delete that domain in the Cognito console, only if nobody signs in there any more.',
      ),
    ],
  },
  UserPoolDomainTaken: {
    cause: 'user-pool-domain-taken',
    title:
      'The domain of the sign-in pages is that of another user pool: a prefix is one for all accounts of a region.',
    recurrence: 'Yes, with a fixed prefix: put the stage and a word of your own into it.',
    remedies: ({ name }) => [
      ...(name === null
        ? []
        : [
            commandRemedy(
              awsText(
                ['cognito-idp', 'describe-user-pool-domain'],
                'DomainDescription.[AWSAccountId,UserPoolId,Status]',
                [flag('--domain', name)],
              ),
              'whose it is: of a stage before, or, with no answer, of another account',
            ),
          ]),
      configRemedy(
        'give the pool another domain in sst.config.ts',
        'one of its own for each stage',
      ),
    ],
  },
  CloudflareInUse: {
    cause: 'cloudflare-in-use',
    title: 'A worker still is bound to it: it was not yet gone when SST went on.',
    recurrence: 'It may: a second remove goes on where the first stopped.',
    remedies: () => [
      manualRemedy(
        'Wait a minute. A worker of another stage or app keeps it: take the binding out there.',
      ),
    ],
  },
  CustomResourceFailed: {
    cause: 'custom-resource-failed',
    title: 'A custom resource of the stack failed in its own function: its message says how.',
    recurrence: 'Yes, as long as what that function met is not mended.',
    remedies: () => [
      manualRemedy(
        'Look into the log group of that function, /aws/lambda/ and a name that begins with the stack’s, at the time of the failure.',
      ),
    ],
  },
};

/** A refresh asks the provider; some providers fail there in the same place. */
function takenOut(
  { logicalName }: DeployError,
  { state, facts }: StateAndFacts,
): readonly Remedy[] {
  const entry = logicalName ?? 'what failed';
  if (!state)
    return [
      configRemedy(
        `"sst refresh" of that stage, and where it fails alike "sst state remove" of ${entry}`,
        'takes it out of the state alone',
      ),
    ];
  return refreshOrTakeOut(logicalName, state, facts);
}

/** A user pool's id begins with its region: `eu-west-1_a1B2c3D4e`. */
function regionOfPool(id: string): readonly Flag[] {
  const [region] = id.split('_');
  return isRegion(region) ? [flag('--region', region)] : [];
}
