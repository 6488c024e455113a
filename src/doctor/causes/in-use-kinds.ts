import { flag, foreignCommand } from '../../model/command.ts';
import type { Cause, DeployError, Remedy } from '../../model/diagnosis.ts';
import { awsText } from '../commands.ts';
import type { Facts } from '../facts.ts';
import { evidence, commandRemedy, unnamedRerun, rerunRemedy, manualRemedy } from './cause.ts';
import { certificateCommands } from './certificates.ts';
import { deployingPair } from '../holders.ts';
import { statesInQuestion } from './in-question.ts';

/** Kinds whose users no list of this tool shows: AWS's own commands do. */
export function attachedCauses(error: DeployError, facts: Facts): readonly Cause[] {
  const found = kinds.find(({ pattern }) => pattern.test(`${error.code} ${error.message}`));
  if (!found) return [];
  const isSaid = deployingPair(error, facts) !== null;
  const [state, ...others] = isSaid ? statesInQuestion(error, facts) : [];
  return [
    {
      code: 'still-attached',
      title: found.title,
      evidence: [evidence('aws-refused', error.from, `AWS refused to delete it: ${error.code}.`)],
      remedies: found.remedies(error),
      after: state && others.length === 0 ? rerunRemedy(state, facts) : unnamedRerun,
      recurrence: found.recurrence,
    },
  ];
}

interface KindInUse {
  readonly pattern: RegExp;
  readonly title: string;
  readonly recurrence: string;
  remedies(error: DeployError): readonly Remedy[];
}

/** What is in a subnet, security group or VPC is in it by an interface. */
function interfacesOf({ name, message }: DeployError): readonly Remedy[] {
  const [, id = '', kind = ''] =
    /\b((subnet|sg|vpc)-[0-9a-f]{8,17})\b/.exec(`${name ?? ''} ${message}`) ?? [];
  const filter = { subnet: 'subnet-id', sg: 'group-id', vpc: 'vpc-id' }[kind];
  return filter === undefined
    ? []
    : [
        commandRemedy(
          awsText(
            ['ec2', 'describe-network-interfaces'],
            'NetworkInterfaces[].[NetworkInterfaceId,Status,Description]',
            [flag('--filters', `Name=${filter},Values=${id}`)],
          ),
          'what is in it, in the region of the run',
        ),
      ];
}

const kinds: readonly KindInUse[] = [
  {
    pattern: /^DeleteConflict\b/,
    title: 'Something is attached to the role or policy that SST did not attach, so AWS keeps it.',
    recurrence: 'Yes, whenever policies or instance profiles are attached past SST.',
    remedies: ({ name, message }) =>
      name === null
        ? [manualRemedy('Look at the role in the IAM console: its policies and instance profiles.')]
        : /policy/i.test(message) && /deleting IAM Policy/i.test(message)
          ? [
              commandRemedy(
                foreignCommand('aws', ['iam', 'list-entities-for-policy'], {
                  flags: [flag('--policy-arn', name)],
                }),
                'shows what it is attached to: detach it there',
              ),
            ]
          : [
              commandRemedy(
                foreignCommand('aws', ['iam', 'list-attached-role-policies'], {
                  flags: [flag('--role-name', name)],
                }),
                'policies that are attached: detach what SST did not attach',
              ),
              commandRemedy(
                foreignCommand('aws', ['iam', 'list-role-policies'], {
                  flags: [flag('--role-name', name)],
                }),
                'its inline policies: delete what SST did not write',
              ),
            ],
  },
  {
    pattern: /^ResourceInUseException\b[^]*(?:certificate|\bACM\b)/i,
    title:
      'A certificate goes after all that uses it: distributions, load balancers, domains of APIs.',
    recurrence: 'It may: CloudFront takes minutes to let go of a certificate.',
    remedies: ({ name, message }) => [
      ...certificateCommands(`${name ?? ''} ${message}`, 'InUseBy', 'shows what uses it'),
      manualRemedy(
        'Wait some minutes after the distribution went, or take the certificate out of what uses it.',
      ),
    ],
  },
  {
    pattern: /^InvalidDBClusterStateFault\b[^]*instances/,
    title:
      'The database cluster still has instances, so AWS keeps it: some are being deleted, or the state does not list them.',
    recurrence: 'Yes, where instances are made or leave the state past SST.',
    remedies: ({ name }) => [
      commandRemedy(
        awsText(
          ['rds', 'describe-db-instances'],
          'DBInstances[].[DBInstanceIdentifier,DBInstanceStatus]',
          name === null ? [] : [flag('--filters', `Name=db-cluster-id,Values=${name}`)],
        ),
        'its instances, and which are being deleted',
      ),
      manualRemedy(
        'Let those go that are being deleted. Delete another in the RDS console only if nobody needs this database any more.',
      ),
    ],
  },
  {
    pattern: /^InvalidDBSubnetGroupStateFault\b/,
    title:
      'A database still is in the subnet group: one that is being deleted, or that the state does not list.',
    recurrence: 'It may: AWS takes minutes to delete a database.',
    remedies: ({ name }) => [
      commandRemedy(
        awsText(
          ['rds', 'describe-db-instances'],
          `DBInstances[${name === null ? '' : `?DBSubnetGroup.DBSubnetGroupName=='${name}'`}].[DBInstanceIdentifier,DBInstanceStatus]`,
        ),
        'the databases in it, and which are being deleted',
      ),
      manualRemedy(
        'Wait until those are gone that are being deleted. Delete another in the RDS console only if nobody needs its data any more.',
      ),
    ],
  },
  {
    pattern: /^ClusterContains\w*Exception\b/,
    title:
      'Services, tasks or instances still are in the cluster: being stopped, or not listed by the state.',
    recurrence: 'It may: AWS takes minutes to stop a service.',
    remedies: ({ name }) => [
      ...(name === null
        ? []
        : [
            commandRemedy(
              foreignCommand('aws', ['ecs', 'list-services'], { flags: [flag('--cluster', name)] }),
              'the services in it',
            ),
            commandRemedy(
              foreignCommand('aws', ['ecs', 'list-tasks'], { flags: [flag('--cluster', name)] }),
              'what runs in it',
            ),
          ]),
      manualRemedy(
        'Wait until those are stopped that SST deleted. Delete another in the ECS console only if nobody needs it any more.',
      ),
    ],
  },
  {
    pattern: /^ResourceInUse\b[^]*associated services/i,
    title:
      'The Cloud Map namespace still has services: SST deletes it beside them, or the state does not list one.',
    recurrence: 'It may, with an SST that deletes the namespace too early (anomalyco/sst#5780).',
    remedies: ({ name }) => [
      ...(name === null
        ? []
        : [
            commandRemedy(
              awsText(['servicediscovery', 'list-services'], 'Services[].[Id,Name,InstanceCount]', [
                flag('--filters', `Name=NAMESPACE_ID,Values=${name},Condition=EQ`),
              ]),
              'the services in it, in the region of the run',
            ),
          ]),
      manualRemedy(
        'Run it once more where SST was deleting those services. Delete one in the Cloud Map console only if nothing runs for it any more, and refresh the stage after that.',
      ),
    ],
  },
  {
    pattern: /^CacheSubnetGroupInUse\b/,
    title:
      'A cache cluster still is in the subnet group: one that is being deleted, or that the state does not list.',
    recurrence: 'It may: AWS takes minutes to delete a cache cluster.',
    remedies: ({ name }) => [
      commandRemedy(
        awsText(
          ['elasticache', 'describe-cache-clusters'],
          `CacheClusters[${name === null ? '' : `?CacheSubnetGroupName=='${name}'`}].[CacheClusterId,CacheClusterStatus]`,
        ),
        'the clusters in it, and which are being deleted',
      ),
      manualRemedy(
        'Wait until those are gone that are being deleted. Delete another in the ElastiCache console only if nobody needs it any more.',
      ),
    ],
  },
  {
    pattern: /^InterfacesInUse\b/,
    title:
      'Functions still have their network interfaces in it: Lambda holds each as long as a function uses it, and for a while after.',
    recurrence: 'It may, with every function in a VPC: AWS keeps its interfaces for a while.',
    remedies: (error) => [
      ...interfacesOf(error),
      manualRemedy(
        'Where those functions are gone, wait 20 to 40 minutes. Where they are to stay, their subnet or security group must not be deleted: look at what sst diff says before the next run.',
      ),
    ],
  },
  {
    pattern: /^DependencyViolation\b|network interface/i,
    title: 'Something in the VPC still uses it, most often network interfaces of Lambda functions.',
    recurrence: 'It may, with every function in a VPC: AWS keeps its interfaces for a while.',
    remedies: (error) => [
      ...interfacesOf(error),
      manualRemedy(
        'Wait 20 to 40 minutes: AWS deletes the interfaces of a function some time after the function.',
      ),
    ],
  },
];
