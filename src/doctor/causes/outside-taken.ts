import { flag, foreignCommand } from '../../model/command.ts';
import type { DeployError, Remedy } from '../../model/diagnosis.ts';
import { awsText } from '../commands.ts';
import { commandRemedy, configRemedy, manualRemedy, renamingRemedy } from './cause.ts';
import { importRemedies } from './kept.ts';
import type { OutsideCause } from './outside-entry.ts';

export const lookAtZones = commandRemedy(
  foreignCommand('aws', ['route53', 'list-hosted-zones']),
  'the zone of that name, and in the console its record',
);

/** What a deploy asks for is there already, in a place that no list of this tool shows. */
export const takenOutside: Readonly<Record<string, OutsideCause>> = {
  RecordExists: {
    cause: 'dns-record-exists',
    title:
      'The hosted zone already has a DNS record of this name: of a stage before, or of others.',
    recurrence: 'Yes, whenever a record stays behind or is made past SST.',
    remedies: () => [
      lookAtZones,
      configRemedy(
        'dns: sst.aws.dns({ override: true })',
        'in the domain of the component: writes over the record, so only if what it leads to now may lose its visitors',
      ),
    ],
  },
  RecordConflicts: {
    cause: 'dns-record-conflicts',
    title:
      'The hosted zone has a DNS record of this name and of another type, and DNS allows only one of them.',
    recurrence: 'Not once there is one record of that name.',
    remedies: () => [
      lookAtZones,
      manualRemedy(
        'Take the older record out in the Route 53 console, only if what it leads to now may lose its visitors.',
      ),
    ],
  },
  CloudflareRecordExists: {
    cause: 'dns-record-exists',
    title: 'Cloudflare has a DNS record of this name already: of another stage, or made by hand.',
    recurrence: 'Yes, whenever two stages have one domain, or a record is made past SST.',
    remedies: () => [
      configRemedy(
        'give each stage a domain of its own in sst.config.ts',
        'as in `${$app.stage}.example.com`',
      ),
      manualRemedy(
        'Or look at the record in the Cloudflare dashboard, and delete it there, only if what it leads to now may lose its visitors.',
      ),
    ],
  },
  StatementExists: {
    cause: 'statement-exists',
    title:
      'The policy of the function has a statement of this id already, and the state does not list it: a run made it and did not record it, or another stage or a person did.',
    recurrence: 'Not once the state lists it, or its id is free.',
    remedies: (error) => [
      ...shownPolicy(error),
      renamingRemedy({ gives: 'makes a statement of another id beside it', isSecond: true }),
      manualRemedy(
        'Or take that statement off in the Lambda console, only if nobody but the new one needs what it allows.',
      ),
    ],
  },
  EventSourceExists: {
    cause: 'event-source-exists',
    title:
      'That source feeds the function already, by a mapping that the state does not list: a run made it and did not record it, or it outlived a function of this name.',
    recurrence:
      'Yes, where a function is deleted past SST: its mappings stay and feed the next one.',
    remedies: (error) =>
      error.name === null
        ? []
        : [
            commandRemedy(
              awsText(
                ['lambda', 'get-event-source-mapping'],
                '[EventSourceArn,FunctionArn,State,LastModified]',
                [flag('--uuid', error.name)],
              ),
              'what it feeds, and since when, in the region of the run',
            ),
            ...importRemedies(error, error.name),
          ],
  },
  RouteExists: {
    cause: 'route-exists',
    title:
      'The API has this route or path already: SST makes the new one before it deletes the old one, or the state does not list it.',
    recurrence: 'Yes, whenever a route gets another logical name, as when a component is renamed.',
    remedies: () => [
      configRemedy(
        'take the route out of sst.config.ts, deploy, put it in and deploy again',
        'where the state lists the old one: until the second deploy nobody gets an answer there',
      ),
      manualRemedy(
        'Where no state lists it, look at it in the API Gateway console, and delete it there only if nobody needs it.',
      ),
    ],
  },
};

/** `adding Lambda Permission (acme-dev-ApiFunction/statement)`: pulumi-aws names both. */
function shownPolicy({ message }: DeployError): readonly Remedy[] {
  const [, name] = /lambda permission \(([\w:-]{1,140})\//i.exec(message) ?? [];
  return name === undefined
    ? []
    : [
        commandRemedy(
          awsText(['lambda', 'get-policy'], 'Policy', [flag('--function-name', name)]),
          'whom each statement lets in, in the region of the run',
        ),
      ];
}
