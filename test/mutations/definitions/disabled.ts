import { mutationsOf, type Mutation } from '../mutation.ts';

/** What tells that somebody only disabled a distribution. */
export const disabled: readonly Mutation[] = [
  ...mutationsOf('src/match/history/traces.ts', {
    'only disabled: also while it is enabled': ['!serving || serving.enabled ||', '!serving ||'],
    'only disabled: also while it is settling': ['!serving.settled || ', ''],
    'only disabled: whatever it serves': [
      'return entry !== null && entry.served === serving.served;',
      'return entry !== null && entry.served !== null;',
    ],
    'only disabled: is a later change like others': [
      'return entry !== null && entry.served === serving.served;',
      'return false;',
    ],
  }),
  ...mutationsOf('src/match/use/traffic.ts', {
    'only disabled: seven days of requests count': [
      'wasOnlyDisabled(resource, entry) ? everSince(subject) : windowStart(subject, 7)',
      'windowStart(subject, 7)',
    ],
  }),
  ...mutationsOf('src/sst/served.ts', {
    'only disabled: what was off before was on': [" || outputs['enabled'] !== true)", ')'],
  }),
  ...mutationsOf('src/model/served.ts', {
    'only disabled: comments are alike': ['    served.comment,\n', ''],
    'only disabled: aliases are alike': [
      '    aliases.map((alias) => alias.toLowerCase()).sort(),\n',
      '',
    ],
    'only disabled: certificates are alike': ['    served.certificate,\n', ''],
    'only disabled: firewalls are alike': ['    served.webAcl,\n', ''],
    'only disabled: hosts of origins are alike': ['host.toLowerCase(), ', ''],
    'only disabled: paths of origins are alike': ['path, access]', 'access]'],
    'only disabled: functions are alike': ['      [...functions].sort(),\n', ''],
    'only disabled: policies are alike': ['      policies,\n', ''],
  }),
];
