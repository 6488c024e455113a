import { mutationsOf, type Mutation } from '../mutation.ts';

/** Policies that let others use a bucket. */
export const shared: readonly Mutation[] = [
  ...mutationsOf('src/match/use/bucket-policy.ts', {
    'shared: a policy that could not be read lets nobody in': [
      "return [evidence('gap', gap, 'Its policy could not be read, so anybody may use it.')];",
      'return gap ? [] : [];',
    ],
    'shared: another account does not count': [
      '...answer.accounts.filter((other) => other !== account).map((other) => `account ${other}`),',
      '',
    ],
    'shared: its own account counts': [
      'answer.accounts.filter((other) => other !== account)',
      'answer.accounts',
    ],
    'shared: a distribution of another account does not count': [
      '...answer.distributions.filter((arn) => accountOf(arn) !== account),',
      '',
    ],
    'shared: any distribution is another account’s': [
      'answer.distributions.filter((arn) => accountOf(arn) !== account)',
      'answer.distributions',
    ],
    'shared: a distribution of this account is no reference': [
      "accountOf(arn) === account ? resourceKey('cloudfront-distribution', id) : null",
      'null',
    ],
  }),
  ...mutationsOf('src/match/use/references.ts', {
    'shared: what is gone refers to things': [' || !resources.has(from)) continue;', ') continue;'],
  }),
  ...mutationsOf('src/kinds/bucket/policy.ts', {
    'shared: what a policy denies is allowed': ["return Effect === 'Allow';", 'return true;'],
    'shared: a policy names no account': [
      '(?<![\\w-])(\\d{12})(?![\\w-])',
      '(?<![\\w-])(\\d{13})(?![\\w-])',
    ],
    'shared: a policy that is no JSON names nobody': [
      'throw new UnreadableAnswer(`The policy of ${bucket} is not JSON.`, { cause });',
      'return cause ? [] : [];',
    ],
  }),
];
