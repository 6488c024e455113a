import { mutationsOf, type Mutation } from '../mutation.ts';

/** What a person changed since, of which AWS keeps no time. */
export const handovers: readonly Mutation[] = [
  ...mutationsOf('src/match/rows/doubt.ts', {
    'retention: whatever it is now': ['        ...keptLonger(subject),\n', ''],
  }),
  ...mutationsOf('src/match/use/role-users.ts', {
    'role: whatever service may assume it is read': [
      '.filter((service) => !readServices.has(service))',
      '.filter((service) => !service)',
    ],
    'role: anybody is no service': [
      '[...servicesOf(subject), ...anybody]',
      '[...servicesOf(subject)]',
    ],
    'role: instance profiles are no use': ['    ...instanceProfiles(subject, judgement),\n', ''],
    'role: instance profiles are asked for whoever may assume it': [
      "if (!servicesOf(subject).some((service) => service.startsWith('ec2.'))) return [];",
      '',
    ],
    'role: what a stack wrote into it is new': ['inlineName(logicalId),', ''],
    'role: what AWS has for functions is new': [' || ofFunctions.test(policy)', ''],
    'role: all policies of AWS are of functions': [
      '(?:service-role\\/|AWSLambda|AWSXRay|CloudWatchLambdaInsights)',
      '',
    ],
    'role: policies of a stack’s role say nothing': ['history.stacks.length === 0', 'history'],
    'role: new policies are no use': ['    ...newPolicies(subject, judgement),\n', ''],
    'role: policies within it are none': ['...answer.inline.map(inlineName)', ''],
    'role: a policy of the state’s is new': [
      '.filter((policy) => !isKnown(policy))',
      '.filter((policy) => recorded !== null && policy)',
    ],
  }),
  ...mutationsOf('src/sst/role-policies.ts', {
    'role: what a state attaches is not its own': [
      'if (role && policy) attached.set(',
      'if (role && !policy) attached.set(',
    ],
    'role: a state that says nothing says none': [
      'if (!Array.isArray(managed) && !Array.isArray(inline)) return null;',
      '',
    ],
  }),
  ...mutationsOf('src/match/use/replication.ts', {
    'replication: is asked for whatever the bucket keeps': [
      ' || !contents.versioned) return',
      ') return',
    ],
    'replication: is asked for whomever roles trust': [
      ' || !mayReplicate(index)) return',
      ') return',
    ],
    'replication: what cannot be read is none': [
      "if (answer?.type !== 'unreadable') return [];",
      "if (answer?.type !== 'role') return [];",
    ],
    'replication: roles that could not be listed trust nobody': [
      "gaps.some(({ source }) => source === 'iam-role') ||",
      '',
    ],
    'replication: a role for anybody is not for S3': [
      '(?:\\.cn)?|\\*)(?: |$)',
      '(?:\\.cn)?)(?: |$)',
    ],
  }),
  ...mutationsOf('src/match/use/mentions.ts', {
    'text: a URL names no function': ['byUrl.get(mention.to) ?? mention.to', 'mention.to'],
  }),
  ...mutationsOf('src/match/rows/use.ts', {
    'text: is no use': [
      '    ...mentions.map(({ from: key, relation }) => ({ key, relation, how: howNamed[relation] })),\n',
      '',
    ],
    'text: users and groups use nothing': [
      "isRole ? 'unknown' : 'live'",
      "isRole ? 'unknown' : undefined",
    ],
    'text: a role that is not listed uses nothing': [
      "isRole ? 'unknown' : 'live'",
      "isRole ? undefined : 'live'",
    ],
    'text: a pattern means one thing': ["return relation === 'pattern' &&", 'return !relation &&'],
    'text: a pattern of a leftover means something': [" && found !== 'leftover'", ''],
  }),
  ...mutationsOf('src/match/rows/changed-behind.ts', {
    'behind: whose server is called is left over': [
      '.filter((other) => isSeenInUse(other, judgement))',
      '.filter(() => false)',
    ],
    'behind: --allow-traffic does not count': [' || subject.index.options.allowTraffic', ''],
    'behind: code at the edge counts': [
      "resource.kind === 'lambda-function'",
      "resource.kind !== 's3-bucket'",
    ],
  }),
  ...mutationsOf('src/match/findings/stage-signs.ts', {
    'needed: readers of a bucket do not count': ['        ...readerSigns(resource, search),\n', ''],
    'needed: what was set up since does not count': [
      '        ...changeSigns(resource, search),\n',
      '',
    ],
    'needed: whom a bucket tells does not count': [
      '        ...connectionSigns(resource, search),\n',
      '',
    ],
    'needed: what it lends does not count': ['.filter((name) => own.has(name))', '.slice(0, 0)'],
    'needed: callers do not count': [
      "    case 'lambda-function':\n      return connectionSigns(resource, search);\n",
      '',
    ],
    'needed: what the state lists is unknown': ['?? found.entry', '&& found.entry'],
    'needed: what was set up at an unread time was not': [
      'if (changedAt === null || !areBucketsRead(search.index))',
      'if (changedAt === null)',
    ],
    'needed: what came long ago counts': ['latest(since, plus(', 'latest(plus('],
    'needed: states that cannot be read use nothing': [
      'other.current?.readable === false && ',
      'other.current === null && ',
    ],
    'needed: homes that cannot be read have no states': [
      "status === 'denied' || status === 'error'",
      "status === 'error' && false",
    ],
    'needed: tags that ask to keep do not count': ['...keepSigns(resource), ', ''],
  }),
  ...mutationsOf('src/scan/regions.ts', {
    'text: points at no region': ['owner === account ? region : undefined', 'undefined'],
    'text: of other accounts points at regions': ['owner === account ? region', 'owner ? region'],
  }),
  ...mutationsOf('src/sst/name-patterns.ts', {
    'text: a pattern of everything names everything': [
      'const leastWritten = 0.5;',
      'const leastWritten = 0;',
    ],
    'text: patterns name nothing': [
      'if (candidates.length === 0) continue;',
      'if (candidates.length >= 0) continue;',
    ],
  }),
  ...mutationsOf('src/scan/free-texts.ts', {
    'text: what cannot be read names nothing': [
      'if (unread === null || ',
      'if (unread !== null || ',
    ],
    'text: an environment of SST’s own functions holds others up': [
      'unread === null || named.has(from)',
      'unread === null',
    ],
  }),
  ...mutationsOf('src/kinds/iam-role/policy-texts.ts', {
    'text: attached policies name nothing': [
      '.filter((arn) => !ofAws.test(arn))',
      '.filter(() => false)',
    ],
    'text: policies within a role name nothing': [
      "...inline.map(({ PolicyDocument: document }) => requireMember(document, 'PolicyDocument')),",
      '',
    ],
    'text: a policy without its document names nothing': [
      '.map((arn) => requireMember(documents.get(arn), `document of ${arn}`)),',
      ".map((arn) => documents.get(arn) ?? ''),",
    ],
    'text: an old version of a policy counts': [
      'versions.find((each) => each.IsDefaultVersion)',
      'versions.find((each) => !each.IsDefaultVersion)',
    ],
    'text: users have no policies': ['...users.map((user) => ({', '...[].map((user: any) => ({'],
    'text: groups have no policies': [
      '...groups.map((group) => ({',
      '...[].map((group: any) => ({',
    ],
  }),
  ...mutationsOf('src/match/findings/stage-use.ts', {
    'text: no stage is needed by it': [
      '        ...(index.mentions.get(key) ?? []).map(({ from }) => from),\n',
      '',
    ],
  }),
  ...mutationsOf('src/match/judge.ts', {
    'text: those who name others are judged after them': [
      '    ...(mentions.get(resource.key) ?? []).map(({ from }) => from),\n',
      '',
    ],
  }),
  ...mutationsOf('src/match/use/references.ts', {
    'replication: is no use': [
      'for (const target of answer.targets)',
      'for (const target of [].map(String))',
    ],
  }),
  ...mutationsOf('src/match/use/bucket-policy.ts', {
    'access points: lead nowhere': ['    ...accessPoints(subject, judgement),\n', ''],
    'access points: of several regions are not asked for': [
      "=== 'aws' ? [region, null] : [region]",
      "=== 'aws' ? [region] : [region]",
    ],
    'access points: lead to every bucket': [
      '.filter((point) => point.bucket === bucket)',
      '.slice()',
    ],
    'access points: what cannot be listed is none': [
      "'Access points could not be listed, so one may lead to it.')]",
      "'Access points could not be listed, so one may lead to it.')].slice(1)",
    ],
  }),
  ...mutationsOf('src/kinds/s3-bucket/emptying/emptying.ts', {
    'access points: a bucket that has some is emptied': [
      'if (points.length > 0) {',
      'if (points.length < 0) {',
    ],
  }),
  ...mutationsOf('src/kinds/s3-bucket/settings/access-points.ts', {
    'access points: what is no answer is none': [
      'throw new UnreadableAnswer(`The answer is not that of ${operation}.`);',
      'return {};',
    ],
    'access points: end with their first page': [
      "next: textOf(answer['NextToken']) || null",
      'next: null',
    ],
  }),
  ...mutationsOf('src/match/use/bucket-policy.ts', {
    'opened: since is no use': [', ...openedSince(subject, judgement)]', ']'],
    'opened: whatever a state says is new': [
      '.filter(({ hash }) => !recorded.includes(hash))',
      '.filter(({ hash }) => recorded !== null && hash)',
    ],
    'opened: a ban that was lifted says nothing': [
      '(open.length > 0 && lifted ?',
      '(open.length < 0 && lifted ?',
    ],
    'opened: a ban that was lifted counts though nobody is let in': [
      'open.length > 0 && lifted',
      'lifted',
    ],
    'opened: a public ACL is always a state’s': [
      ' && acl.everybody && !recorded.includes(publicAcl)',
      ' && acl.others.includes(publicAcl)',
    ],
    'opened: a public ACL is never a state’s': [' && !recorded.includes(publicAcl)', ''],
  }),
  ...mutationsOf('src/sst/bucket-access.ts', {
    'opened: a principal in brackets is another one': [
      "who === '*' || valuesOf(who, 'AWS').includes('*')",
      "who === '*'",
    ],
    'opened: any distribution is nobody': ["? 'any distribution' : null", '? null : null'],
    'opened: a state that does not say which policy says none': [
      '&& policy === null) return null;',
      "&& policy === '') return null;",
    ],
  }),
  ...mutationsOf('src/match/use/kept-longer.ts', {
    'retention: deletion protection is no use': ["=== 'deletion-protection')", "=== 'mfa-delete')"],
    'retention: what Lambda made was never given one': [
      'entry.type === logGroupType ? entry.retentionDays : 0',
      'entry.retentionDays',
    ],
    'retention: a state that says nothing says for ever': [
      'recorded === null || days === (recorded || null)',
      'days === (recorded || null)',
    ],
    'retention: a shorter one is a use': ['isShorter || ', ''],
    'retention: a rule of the account is a use': [
      'isShorter || commonRetentions(index).has(days)',
      'isShorter',
    ],
    'retention: of a stack’s group nothing is known': ['if (isSet || days', 'if (true || days'],
    'retention: a stack that sets one sets none': ['setsRetention.has(type)', "type === ''"],
    'retention: two make a rule': ['count >= 3', 'count >= 2'],
    'retention: any three make a rule': [' && count * 2 >= living.length', ''],
    'retention: one that was made anew is a use': [
      'if (left !== null && resource.createdAt !== null && isAfter(resource.createdAt, left)) return [];',
      '',
    ],
  }),
];
