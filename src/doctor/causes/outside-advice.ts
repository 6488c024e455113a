import { foreignCommand } from '../../model/command.ts';
import { commandRemedy, configRemedy, withNote, sstRemedy, manualRemedy } from './cause.ts';
import { certificateCommands } from './certificates.ts';
import { outsideDeletions } from './outside-deletions.ts';
import type { OutsideCause } from './outside-entry.ts';
import { lookAtZones, takenOutside } from './outside-taken.ts';

/** By our own words: AWS has one code for all that it does not take of a change of DNS. */
export const outside: Readonly<Record<string, OutsideCause>> = {
  ...outsideDeletions,
  ...takenOutside,
  AliasLeadsElsewhere: {
    cause: 'alias-leads-elsewhere',
    title:
      'The DNS record of that host leads to another distribution, and CloudFront gives the alias to no other while it does.',
    recurrence: 'Yes, as long as the record leads there.',
    remedies: () => [
      lookAtZones,
      manualRemedy(
        'Then let the record lead to the new distribution, or take it out, only if what it leads to now may lose its visitors.',
      ),
    ],
  },
  VariablesUndecryptable: {
    cause: 'variables-undecryptable',
    title:
      'The grant of the KMS key is that of an older role of this name: Lambda renews it only when the role changes.',
    recurrence: 'Yes, whenever a role is deleted and made again under the same name.',
    remedies: () => [
      manualRemedy(
        'In the Lambda console give the function another role, save, give it its own role again, and save.',
      ),
    ],
  },
  ZoneMissing: {
    cause: 'zone-missing',
    title: 'No hosted zone of this account is for that domain.',
    recurrence: 'Yes, until there is one, or the domain says where its DNS is.',
    remedies: () => [
      commandRemedy(
        foreignCommand('aws', ['route53', 'list-hosted-zones']),
        'the zones of the account that it was asked in',
      ),
      configRemedy(
        'say in the domain of the component where its DNS is',
        'dns: sst.cloudflare.dns(), sst.vercel.dns(), or dns: false with a certificate of your own',
      ),
    ],
  },
  RollbackOff: {
    cause: 'rollback-off',
    title:
      'The stack was last changed without rollback, and until that is undone CloudFormation replaces nothing in it.',
    recurrence: 'Yes, where a run turns rollback off.',
    remedies: () => [
      configRemedy(
        'deploy it once with rollback on',
        'sst deploy of SST v2 has it on; --no-rollback of CDK and older versions of sst start turn it off',
      ),
    ],
  },
  KeyValueTooLarge: {
    cause: 'key-value-too-large',
    title:
      'A value that SST writes into the key-value store is larger than the 1 KB that CloudFront takes: it grows with the site.',
    recurrence: 'Yes, as the site grows.',
    remedies: () => [
      configRemedy(
        'try another version of SST',
        'which values it writes depends on it (anomalyco/sst#5748, anomalyco/sst#6052)',
      ),
      configRemedy('or have fewer routes, and fewer files and folders at the top of that site'),
    ],
  },
  NotReached: {
    cause: 'network',
    title: 'The machine that ran SST did not reach AWS: nothing of this account is in the way.',
    recurrence: 'It may, where the network of that machine is unsteady.',
    remedies: () => [
      manualRemedy(
        'Look at the network, the proxy and the DNS of that machine, then run it again.',
      ),
    ],
  },
  CertificatePending: {
    cause: 'certificate-pending',
    title:
      'AWS did not see the DNS record that proves the domain: the certificate was not issued in time.',
    recurrence: 'Yes, until the name servers at the registrar are those of the hosted zone.',
    remedies: ({ message }) => [
      ...certificateCommands(
        message,
        'DomainValidationOptions',
        'shows the record that it waits for',
      ),
      configRemedy(
        'compare the name servers at the registrar with those of the hosted zone',
        'a second zone of the same name, or a CAA record that leaves Amazon out, does the same',
      ),
    ],
  },
  CodeObjectGone: {
    cause: 'code-object-gone',
    title:
      'The packed code that Lambda was to take is not in the asset bucket: it was deleted there, or never uploaded.',
    recurrence: 'Yes, where something cleans sst-asset buckets: leave them to SST.',
    remedies: (_error, { state, facts }) => [
      state
        ? withNote(sstRemedy('refresh', state, facts), 'so that the deploy uploads it again')
        : configRemedy('refresh the stage with SST', 'so that the deploy uploads it again'),
    ],
  },
  ConcurrencyTooLow: {
    cause: 'concurrency-quota',
    title:
      'The account may run so few functions at a time that AWS lets none be reserved for one function.',
    recurrence: 'Yes, until AWS raises that quota; new accounts begin with 10.',
    remedies: ({ component }) => [
      commandRemedy(
        foreignCommand('aws', ['lambda', 'get-account-settings']),
        'ConcurrentExecutions is that quota: ask AWS for more of it',
      ),
      configRemedy(
        `or take the concurrency out of ${component ?? 'the function'} in sst.config.ts`,
      ),
    ],
  },
};
