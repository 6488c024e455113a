import { mutationsOf, type Mutation } from '../mutation.ts';

/** Whom a run tells, and what. */
export const notices: readonly Mutation[] = [
  ...mutationsOf('src/commands/program/told-errors.ts', {
    'notices: an interruption is told': [
      'notify.length === 0 || error instanceof AbortError || runtime.signal.aborted',
      'notify.length === 0',
    ],
    'notices: any command tells its errors': ['telling.has(name) ?', 'name.length > 0 ?'],
  }),
  ...mutationsOf('src/notices/send.ts', {
    'notices: a topic that took it is told as one that did not': [
      'await publish(target, topicNotice(notice));\n    return null;',
      'await publish(target, topicNotice(notice));\n    return String(notice);',
    ],
  }),
  ...mutationsOf('src/commands/policy/topics.ts', {
    'notices: a restore may tell': [" || purpose === 'restore'", ''],
  }),
  ...mutationsOf('src/commands/accounts/sweep-accounts.ts', {
    'notices: each account of several tells, too': ['    notify: [],\n', ''],
  }),
  ...mutationsOf('src/notices/notice.ts', {
    'notices: an account that let nobody in is not told': [
      '...errors.map(({ account, ...error }) => noticeOfError(error, { account, command, at })),',
      '',
    ],
  }),
  ...mutationsOf('src/commands/output/tell.ts', {
    'notices: it goes on where none is taken': ['untaken < mostUntaken || left === 0', 'true'],
  }),
];
