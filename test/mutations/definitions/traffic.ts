import { mutationsOf, type Mutation } from '../mutation.ts';

/** What tells that a thing is in use. */
export const traffic: readonly Mutation[] = [
  ...mutationsOf('src/scan/questions/rhythm.ts', {
    'rhythm: a clock is none': ["if (isEven(hours)) return 'as evenly as a clock';", ''],
    'rhythm: a few days make a clock': ['if (count < 7 * 24) return false;', ''],
    'rhythm: visits tell nothing': ['visitsCluster(hours) || ', ''],
    'rhythm: days tell nothing': [' || daysAreAlike(hours)', ''],
    'rhythm: a somewhat busier part makes one': ['const busier = 2;', 'const busier = 1;'],
    'rhythm: a day ends at midnight': ['byHour[index % 24] ?? 0', 'byHour[index] ?? 0'],
  }),
  ...mutationsOf('src/match/use/traffic.ts', {
    'rhythm: tells nothing': [
      'if (answer.rhythm === null) return [];',
      'if (answer.rhythm !== null || isOff) return [];\n  if (answer.requests >= 0) return [];',
    ],
    'used: a URL that could not be read stands before others': [
      '? invocations(subject, judgement)\n',
      '? answersOrIsUsed(subject, judgement)\n',
    ],
    'used: calls of an old version count for 90 days': [
      'const since = lastFullHour(plus(index.inventory.now, -30 * durations.dayMs));',
      'const since = lastFullHour(plus(index.inventory.now, -90 * durations.dayMs));',
    ],
    'used: calls of a function are calls of its old versions': [
      'return invoked({ functionName, version, region: null, since }, judgement);',
      'return invoked({ functionName, version: null, region: null, since }, judgement);',
    ],
    'answers: weeks are added up': [
      'isOff ? answer.requests : answer.busiestWeek',
      'answer.requests',
    ],
    'answers: what came before the last 30 days does not count': [
      ': inThirtyDays(subject);',
      ': inThirtyDays({ ...subject, history: { past: [], givenUp: [], stacks: [] } });',
    ],
    'answers: requests do not count': [
      ': [...requests(subject, judgement), ...aliases(subject, judgement)];\n    case',
      ': aliases(subject, judgement);\n    case',
    ],
    'answers: aliases do not count': [
      ': [...requests(subject, judgement), ...aliases(subject, judgement)];\n    case',
      ': requests(subject, judgement);\n    case',
    ],
    'use: requests are none whatever is allowed': [
      '? [...requests(subject, judgement), ...aliases(subject, judgement)]\n    :',
      '? aliases(subject, judgement)\n    :',
    ],
    'use: aliases are none whatever is allowed': [
      '? [...requests(subject, judgement), ...aliases(subject, judgement)]\n    :',
      '? requests(subject, judgement)\n    :',
    ],
    'use: a version is used by its function’s name': [
      'if (subject.resource.memberOf) return versionInvocations(subject, judgement);',
      '',
    ],
    'use: what was looked up in part is told': ['return isWhole ? signs : null;', 'return signs;'],
    'answers: a wildcard alias is nothing': ["if (alias.startsWith('*'))", "if (alias === '')"],
    'answers: a name that resolves is nothing': [
      "return [evidence('answers', 'DNS', `Its alias ${alias} resolves.`)];",
      'return [];',
    ],
    'answers: a name that does not exist answers': [
      "(answer.type === 'alias' && answer.resolves === 'none')",
      'alias === null',
    ],
    'answers: requests that could not be counted are none': [
      "return [unreadable(answer, source, 'Its requests could not be counted')];",
      'return [];',
    ],
    'answers: a name that could not be looked up is nothing': [
      "return [unreadable(answer, 'DNS', `Its alias ${alias} could not be looked up`)];",
      'return [];',
    ],
    'answers: traffic is never allowed': ['subject.index.options.allowTraffic', 'false'],
    'used: invocations do not count': [', ...invocations(subject, judgement)]', ']'],
    'used: a URL that could not be read is none': [
      "[unreadable(answer, resource.arn ?? resource.id, 'Its URL could not be read')]",
      '[]',
    ],
    'used: a URL is not asked for': ['[...urls(subject, judgement), ', '['],
    'used: events do not count': ['return logEvents(subject, judgement);', 'return [];'],
    'used: events that could not be counted are none': [
      "return [unreadable(answer, source, 'Its events could not be counted')];",
      'return [];',
    ],
    'used: a single event is none': ['answer.events === 0', 'answer.events <= 1'],
    'used: the use of a role does not count': ['return roleUse(subject, judgement);', 'return [];'],
    'used: the use of a role that could not be read is none': [
      "return [unreadable(answer, source, 'When it was last used could not be read')];",
      'return [];',
    ],
    'used: invocations that could not be counted are none': [
      "return [unreadable(answer, source, 'Its invocations could not be counted')];",
      'return [];',
    ],
    'used: a single invocation is none': ['answer.invocations === 0', 'answer.invocations <= 1'],
  }),
  ...mutationsOf('src/match/use/windows.ts', {
    'answers: a million requests are none': [
      'const requestsOfBots = 1000;',
      'const requestsOfBots = 1_000_000;',
    ],
    'answers: one request after a departure is one': [
      'const requestsOfBots = 1000;',
      'const requestsOfBots = 0;',
    ],
    'answers: without a departure 7 days count': [
      'return lastFullHour(plus(index.inventory.now, -30 * durations.dayMs));',
      'return lastFullHour(plus(index.inventory.now, -7 * durations.dayMs));',
    ],
    'answers: the hour of the departure counts': [
      'const first = nextFullHour(left);',
      'const first = lastFullHour(left);',
    ],
    'answers: a window that has not begun is asked for': [
      'if (!isAfter(now, minute)) return null;',
      '',
    ],
    'answers: minutes never count': [
      'if (!isAfter(now, plus(first, durations.hourMs))) {',
      'if (!isAfter(now, first)) return null;\n  if (now === first) {',
    ],
    'answers: minutes count only until the first full hour': [
      'if (!isAfter(now, plus(first, durations.hourMs))) {',
      'if (!isAfter(now, first)) {',
    ],
    'answers: minutes count for ever': [
      'if (!isAfter(now, plus(first, durations.hourMs))) {',
      'if (isAfter(now, first) || !isAfter(now, first)) {',
    ],
    'answers: the last minutes of the departure count': [
      'const lastRequestsMs = 2 * durations.minuteMs;',
      'const lastRequestsMs = 0;',
    ],
    'answers: ten minutes after the departure do not count': [
      'const lastRequestsMs = 2 * durations.minuteMs;',
      'const lastRequestsMs = 10 * durations.minuteMs;',
    ],
    'answers: in the first hours a week’s requests are none': [
      'allowedRequests: requestsOfLastViewers',
      'allowedRequests: requestsOfBots',
    ],
    'answers: in the first hours one request is one': [
      'const requestsOfLastViewers = 10;',
      'const requestsOfLastViewers = 0;',
    ],
    'answers: the days before the departure count': [
      'return { since: first, departed: true,',
      'return { since: aMonthAgo(subject), departed: true,',
    ],
    'answers: without a departure a thousand requests are none': [
      'departed: false, allowedRequests: 0',
      'departed: false, allowedRequests: requestsOfBots',
    ],
    'grace: log groups have none': ["useIsSeenBy === 'log-events' ? durations.dayMs : 0", '0'],
    'grace: every kind has it': [
      "useIsSeenBy === 'log-events' ? durations.dayMs : 0",
      'durations.dayMs',
    ],
    'grace: it is two days': ['? durations.dayMs : 0', '? 2 * durations.dayMs : 0'],
    'used: since the departure only 30 days count': [
      'return { since: first, departed: true, allowedRequests: requestsOfBots };',
      'return { since: latest(first, aMonthAgo(subject)) ?? first, departed: true, allowedRequests: requestsOfBots };',
    ],
    'answers: bots are allowed for where a stack was deleted': [
      'const isByRun = subject.history.past.length > 0;',
      'const isByRun = subject.history !== null;',
    ],
    'used: a deleted stack is no departure': [
      'if (!newest) return letGoByStacksAt(history);',
      'if (!newest) return null;',
    ],
    'used: a role’s use before the departure counts': [
      'plus(departed, lastCallMs)',
      'plus(departed, -365 * durations.dayMs)',
    ],
    'used: the use of a role by its function’s last call counts': [
      'const lastCallMs = 15 * durations.minuteMs;',
      'const lastCallMs = 0;',
    ],
    'used: a role’s use in the hour of the departure does not count': [
      'const lastCallMs = 15 * durations.minuteMs;',
      'const lastCallMs = 60 * durations.minuteMs;',
    ],
  }),
  ...mutationsOf('src/scan/questions/metrics.ts', {
    'count: hours and minutes share a call': [
      'const ofPeriod = sums.filter((sum) => periodOf(sum) === seconds);',
      'const ofPeriod = sums.filter(() => seconds === hourSeconds);',
    ],
    'count: minutes are asked for as hours': [
      '? hourSeconds : minuteSeconds',
      '? hourSeconds : hourSeconds',
    ],
  }),
  ...mutationsOf('src/match/use/remade-logs.ts', {
    'anew: every kind may be made anew by AWS': ["facts.useIsSeenBy !== 'log-events' || ", ''],
    'anew: Lambda makes groups with a retention': ['holdsData === true || ', ''],
    'anew: an empty group of a plain name is the last call’s': [
      'if (!isOurs && (sizeBytes ?? 0) === 0) return false;',
      '',
    ],
    'anew: an empty group is never the last call’s': ['if (!isOurs && (size', 'if ((size'],
    'anew: a plain name may be made anew for a day': [
      'isOurs ? durations.dayMs : lastCallMs',
      'durations.dayMs',
    ],
    'anew: a name with a tail may be made anew for half an hour': [
      'isOurs ? durations.dayMs : lastCallMs',
      'lastCallMs',
    ],
    'anew: a plain name may be made anew for an hour': [
      'const lastCallMs = 30 *',
      'const lastCallMs = 60 *',
    ],
    'anew: a plain name may be made anew for ten minutes': [
      'const lastCallMs = 30 *',
      'const lastCallMs = 10 *',
    ],
    'anew: a name with a tail may be made anew for two days': [
      'isOurs ? durations.dayMs',
      'isOurs ? 2 * durations.dayMs',
    ],
    'anew: Lambda makes groups with tags': [
      "Object.keys(answer.tags).length === 0\n    ? 'none'",
      "Object.keys(answer.tags).length >= 0\n    ? 'none'",
    ],
    'anew: tags that could not be read are none': [
      "answer.type === 'log-group-tags' && Object",
      "answer.type !== 'log-group-tags' || Object",
    ],
    'anew: a replica’s name is a plain one': [
      "if (name.startsWith('/aws/lambda/us-east-1.')) return true;",
      '',
    ],
    'anew: SST’s tail makes a plain name': [
      "if (readName('log-group', name).some(({ generation }) => generation === 'tail')) return true;",
      '',
    ],
    'anew: any tail is SST’s': [
      "readName('log-group', name).some(({ generation }) => generation === 'tail')",
      '/-[a-z]{8}$/.test(name)',
    ],
    'anew: CloudFormation’s tail makes a plain name': [
      '(bare.startsWith(`${stack}-`) && /-[A-Z][A-Za-z0-9]*-[A-Za-z0-9]{12}$/.test(bare)) ||',
      '',
    ],
    'anew: CloudFormation’s tail needs no stack’s name before it': [
      'bare.startsWith(`${stack}-`) && ',
      '',
    ],
    'anew: the tail of v2’s edge functions makes a plain name': [
      '(bare.startsWith(stack.toLowerCase().slice(0, 30)) && /-[a-z]{20}$/.test(bare))',
      'false',
    ],
    'anew: the tail of v2’s edge functions needs no stack’s name before it': [
      'bare.startsWith(stack.toLowerCase().slice(0, 30)) && ',
      '',
    ],
  }),
];
