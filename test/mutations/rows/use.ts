import { mutationsOf } from '../mutation.ts';

/** Row 5: what something else uses. */
export const use = [
  ...mutationsOf('src/match/rows/use.ts', {
    'row 5: taken out': [
      'const users = usersOf(subject);',
      'const users = usersOf(subject);\n if (users) return null;',
    ],
    'row 5: what is not SST’s uses nothing': [
      "decision === null ? 'live' : decision?.verdict",
      'decision?.verdict',
    ],
    'row 5: what is live uses nothing': [
      "decision === null ? 'live' : decision?.verdict",
      "decision === null ? 'live' : decision?.verdict === 'live' ? undefined : decision?.verdict",
    ],
    'row 5: what is protected uses nothing': [
      "'live', 'protected', 'busy', 'unknown', 'retained']",
      "'live', 'busy', 'unknown', 'retained']",
    ],
    'row 5: what is busy uses nothing': [
      "'live', 'protected', 'busy', 'unknown', 'retained']",
      "'live', 'protected', 'unknown', 'retained']",
    ],
    'row 5: what is unknown uses nothing': [
      "'live', 'protected', 'busy', 'unknown', 'retained']",
      "'live', 'protected', 'busy', 'retained']",
    ],
    'row 5: what is retained uses nothing': [
      "'live', 'protected', 'busy', 'unknown', 'retained']",
      "'live', 'protected', 'busy', 'unknown']",
    ],
    'row 5: until when its user is busy is not said': [
      'return decision?.busyUntil ? { busyUntil: decision.busyUntil } : {};',
      'return {};',
    ],
    'behind: what is not of its component is as live': [
      "name === 'live' && one.how !== 'component' ? 'unknown' : name",
      'name',
    ],
    'behind: its own component’s is not as live': [
      "name === 'live' && one.how !== 'component' ? 'unknown' : name",
      "name === 'live' ? 'unknown' : name",
    ],
    'behind: another component’s goes before its own': [
      "found.find(({ how }) => how === 'component') ?? found[0]",
      "found.find(({ how }) => how !== 'component') ?? found[0]",
    ],
    'behind: what nothing says to reach it passes on its verdict': [
      'return how &&\n        verdictOf',
      'return verdictOf',
    ],
    'behind: any doubt about a distribution of its stage counts': [
      "if (asked === 'by-visitors' && how !== 'stage') return true;",
      "if (asked === 'by-visitors') return true;",
    ],
    'behind: a distribution of its departure counts only if it is used': [
      "if (asked === 'by-visitors' && how !== 'stage') return true;",
      "if (asked === 'by-visitors' && how === 'component') return true;",
    ],
    'behind: a distribution of its component counts only if it is used': [
      "if (asked === 'by-visitors' && how !== 'stage') return true;",
      "if (asked === 'by-visitors' && how === 'departure') return true;",
    ],
    'behind: any doubt about a function counts': [
      "return (asked === 'at-the-edge' && isReferenced) ||",
      "return asked === 'by-calls' || (asked === 'at-the-edge' && isReferenced) ||",
    ],
    'behind: a living distribution of its stage passes on nothing': [
      "if (asked !== 'by-calls' && decision?.verdict === 'live') return true;",
      "if (asked === 'at-the-edge' && decision?.verdict === 'live') return true;",
    ],
    'behind: what lives at the edge passes on nothing': [
      "if (asked !== 'by-calls' && decision?.verdict === 'live') return true;",
      "if (asked === 'by-visitors' && decision?.verdict === 'live') return true;",
    ],
    'behind: what a used distribution runs at the edge passes on nothing': [
      "return (asked === 'at-the-edge' && isReferenced) || known",
      'return known',
    ],
    'behind: what stands behind something itself passes that on': [
      "some(({ code }) => code === 'used')",
      "some(({ code }) => code === 'used' || code === 'behind-other')",
    ],
    'behind: whatever is at the edge passes on its doubt': [
      "(asked === 'at-the-edge' && isReferenced)",
      "asked === 'at-the-edge'",
    ],
  }),
  ...mutationsOf('src/match/first-row.ts', {
    'behind: taken out': [
      'goes && rows.includes(useRow) ? behindFront(subject, judgement) : null',
      'goes && rows.length === 0 ? behindFront(subject, judgement) : null',
    ],
    'behind: what is retained may go': [
      "decided.verdict === 'leftover' || decided.verdict === 'retained'",
      "decided.verdict === 'leftover'",
    ],
    'row 5: what only leftovers use may be surer than they are': [
      'leastSure(decided.confidence, surenessOfUsers(subject, judgement))',
      'decided.confidence',
    ],
  }),
  ...mutationsOf('src/match/judge.ts', {
    'behind: what stands before others is not judged first': [
      '...(stage ? [frontsKey(stage.pair)] : []),',
      '',
    ],
    'behind: fronts are not judged before what they stand for': [
      'return (frontsOf.get(key) ?? []).map((front) => front.key);',
      'return (frontsOf.get("") ?? []).map((front) => front.key);',
    ],
  }),
  ...mutationsOf('src/match/judge.ts', {
    'row 5: what uses others is not judged first': [
      'return resource.memberOf ? [...users, resource.memberOf.key] : users;',
      'return resource.memberOf ? [resource.memberOf.key] : users.slice(users.length);',
    ],
    'row 5: a cycle is not judged as one': ['if (members.length < 2) return;', 'return;'],
    'row 5: a retained member of a cycle is not judged again': [
      " && before?.verdict !== 'retained') continue;",
      ') continue;',
    ],
    'row 5: a cycle may be surer than its least sure member': [
      ' && after.confidence === before.confidence',
      '',
    ],
    'scan: what was not read yet does not count': [
      'missing.size > 0 && bench.strict ? notYetRead(subject) : decision',
      'decision',
    ],
  }),
  ...mutationsOf('src/match/use/references.ts', {
    'row 5: a reference to a version is none to its function': [
      'if (owner) resolved.push({ from, to: owner, relation });',
      'void owner;',
    ],
    'row 5: a reference to a version that is not listed is none': [
      'else if (resources.has(whole)) found.add(whole);',
      '',
    ],
    'row 5: it may use itself': ['to === from || ', ''],
    'row 5: log buckets are not in use': [
      "yield { from, to: resourceKey('s3-bucket', answer.logBucket), relation: 'log-bucket' };",
      'void from;',
    ],
    'row 5: targets of access logs are not in use': [
      "yield { from, to: resourceKey('s3-bucket', answer.target), relation: 'access-logs' };",
      'void from;',
    ],
    'row 5: an origin that is a distribution’s alias is no use': [
      ', ...(serving?.aliases ?? [])];',
      '];',
    ],
    'row 5: an origin under a distribution’s wildcard is no use': [
      "if (!identifier.startsWith('*.')) continue;",
      'continue;',
    ],
    'row 5: an origin that is a distribution’s domain is no use': [
      'const texts = [...identifiers, ...(arn',
      'const texts = [...(arn',
    ],
  }),
  ...mutationsOf('src/kinds/cloudfront-distribution/references.ts', {
    'row 5: only the default behaviour uses anything': [
      ', ...(parts.CacheBehaviors?.Items ?? [])];',
      '];',
    ],
    'row 5: the default behaviour uses nothing': ['...(first ? [first] : []), ', ''],
    'row 5: functions of behaviours are not in use': [
      'behavior.FunctionAssociations?.Items ?? []',
      '[]',
    ],
    'row 5: Lambda functions of behaviours are not in use': [
      'behavior.LambdaFunctionAssociations?.Items ?? []',
      '[]',
    ],
    'row 5: origins use nothing': ['(parts.Origins?.Items ?? [])', '[]'],
    'row 5: a bucket as an origin is not in use': [
      "return [{ to: resourceKey('s3-bucket', s3.bucket), relation: 'origin' }];",
      'return [];',
    ],
    'row 5: an access point as an origin may lead to no bucket': [
      "return [{ to, relation: 'unknown-s3' }];",
      'return [];',
    ],
    'row 5: another host as an origin is no use': [
      "return [{ to, relation: 'origin-domain' }];",
      'return [];',
    ],
  }),
  ...mutationsOf('src/match/use/log-buckets.ts', {
    'row 7: an access point as an origin hides nothing': ['...unknownOrigins(index), ', ''],
    'row 5: nobody is asked where logs go': [
      ', ...unreadLogs({ resource, index }, judgement)]',
      ']',
    ],
    'row 7: a configuration that could not be read names no log bucket': [
      "if (answer?.type !== 'unreadable') return [];",
      'return answer ? [] : [];',
    ],
  }),
];
