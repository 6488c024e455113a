import { type Mutation, mutationsOf } from '../mutation.ts';

/** Writes that no list of objects shows, and regions that nothing points at. */
export const unseen: readonly Mutation[] = [
  ...mutationsOf('src/match/rows/later-changes.ts', {
    'writes: uploads under way count for nothing': [
      '    ...laterUploads(subject, from, judgement),\n',
      '',
    ],
    'writes: uploads of any time count': [
      'return isAfter(uploads.newestAt, from)',
      'return uploads.newestAt',
    ],
    'writes: uploads that cannot be listed count for nothing': [
      "if (uploads?.type === 'unreadable')",
      "if (uploads?.type === 'alias')",
    ],
    'writes: a large bucket is not counted': [
      '    ...(complete ? [] : moreObjects(subject, from, judgement)),\n',
      '',
    ],
    'writes: more objects than before count for nothing': ['if (counts.rose)', 'if (false)'],
    'writes: objects that were never counted are no more': ['counts.days > 0', 'true'],
    'writes: counts that cannot be read are no more': [
      "if (counts?.type === 'unreadable')",
      "if (counts?.type === 'alias')",
    ],
    'writes: the days of the departure count': [
      'nextFullHour(plus(from, countedWithinMs))',
      'nextFullHour(plus(from, -30 * countedWithinMs))',
    ],
  }),
  ...mutationsOf('src/model/times.ts', {
    'row 8: whoever writes into it within a day uses nothing': [
      'plus(departedAt, longestCallMs)',
      'plus(departedAt, 24 * hourMs)',
    ],
    'row 8: what was on its way when its stage let go of a bucket is a use': [
      'plus(departedAt, longestCallMs)',
      'departedAt',
    ],
  }),
  ...mutationsOf('src/sweep/step-runner.ts', {
    'sweep: only writes after the plan count': [
      'departedAt === null ? run.plan.createdAt : writesCountFrom(departedAt)',
      'run.plan.createdAt',
    ],
  }),
  ...mutationsOf('src/scan/quiet-regions.ts', {
    'quiet region: functions count for nothing': [
      "requireRows(Functions, 'functions').length > 0",
      'false',
    ],
    'quiet region: stacks count for nothing': ["requireRows(Stacks, 'stacks').length > 0", 'false'],
    'quiet region: an empty page is a list': [
      "requireRows(Functions, 'functions').length > 0 || Boolean(NextMarker)",
      "requireRows(Functions, 'functions').length > 0",
    ],
    'quiet region: a bootstrap counts for nothing': ["bootstrap.status === 'read'", 'false'],
    'quiet region: a closed one is in doubt': ["class !== 'denied'", "class !== 'gone'"],
    'quiet region: a failure tells that it is quiet': [
      "classifyFailure(error).class !== 'denied'",
      'false',
    ],
    'quiet region: all are in use': ['filter((_, index) => used[index])', 'filter(() => true)'],
  }),
];
