import { mutationsOf, type Mutation } from '../mutation.ts';

/** What tells that somebody only disabled a distribution. */
export const disabled: readonly Mutation[] = [
  ...mutationsOf('src/match/use/only-disabled.ts', {
    'only disabled: also while it is enabled': ['!serving || serving.enabled ||', '!serving ||'],
    'only disabled: also while it is settling': ['!serving.settled || ', ''],
    'only disabled: whatever it serves': [
      'answer.served === entry.served',
      'answer.served !== null',
    ],
    'only disabled: is a later change like others': [
      'return isAsRecorded(subject, judgement) && isRestUntouched(subject, judgement);',
      'return isAsRecorded === null;',
    ],
    'only disabled: whatever tags it has': [
      'if (Object.keys(tags).some(isForeign)) return false;',
      '',
    ],
    'only disabled: whatever became of the rest': [' && isRestUntouched(subject, judgement)', ''],
    'only disabled: files may change': [
      "return answer.type === 'bucket-contents' && answer.complete && !isLater(answer.newestAt);",
      'return answer.type !== null;',
    ],
    'only disabled: files that could not be read did not change': [
      "answer.type === 'bucket-contents' && answer.complete && !isLater(answer.newestAt)",
      "answer.type !== 'bucket-contents' || (answer.complete && !isLater(answer.newestAt))",
    ],
    'only disabled: files that were not seen did not change': ['answer.complete && ', ''],
    'only disabled: what could not be listed did not change': [
      'if (index.inventory.gaps.some(isUnread)) return false;',
      '',
    ],
    'only disabled: code without a time did not change': [
      'return !codeAndStores.has(resource.kind);',
      'return true;',
    ],
    'only disabled: code may change': [
      'return !isLater(changed) || ',
      'return changed !== null || ',
    ],
  }),
  ...mutationsOf('src/match/use/traffic.ts', {
    'only disabled: bots may come': ['isOff ? 0 : start.allowedRequests', 'start.allowedRequests'],
    'only disabled: its last visitors count': [
      'aDayAfter(everSince(subject), subject)',
      'everSince(subject)',
    ],
  }),
  ...mutationsOf('src/sst/served.ts', {
    'only disabled: what was off before was on': [" || outputs['enabled'] !== true)", ')'],
    'only disabled: a state says the usual price class': [
      "text(outputs['priceClass']) || 'PriceClass_All'",
      "'PriceClass_All'",
    ],
  }),
  ...mutationsOf('src/model/served.ts', {
    'only disabled: comments are alike': ['    served.comment,\n', ''],
    'only disabled: aliases are alike': [
      '    sorted(aliases.map((alias) => alias.toLowerCase())),\n',
      '',
    ],
    'only disabled: certificates are alike': ['    served.certificate,\n', ''],
    'only disabled: firewalls are alike': ['    served.webAcl,\n', ''],
    'only disabled: root objects are alike': ['    served.rootObject,\n', ''],
    'only disabled: error pages are alike': ['    sorted(served.errorPages),\n', ''],
    'only disabled: countries are alike': ['    served.restriction,\n', ''],
    'only disabled: logs are alike': ['    served.log,\n', ''],
    'only disabled: deployments are alike': ['    served.continuousDeployment,\n', ''],
    'only disabled: price classes and versions of HTTP are alike': [
      '    served.reach.map((each) => each.toLowerCase()),\n',
      '',
    ],
    'only disabled: hosts of origins are alike': ['host.toLowerCase(), ', ''],
    'only disabled: paths of origins are alike': [
      'path, access, reach, sorted(headers)',
      'access, reach, sorted(headers)',
    ],
    'only disabled: functions are alike': ['      sorted(each.functions),\n', ''],
    'only disabled: policies are alike': ['      each.policies,\n', ''],
  }),
];
