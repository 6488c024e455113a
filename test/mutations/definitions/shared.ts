import { mutationsOf, type Mutation } from '../mutation.ts';

/** Policies that let others use a bucket. */
export const shared: readonly Mutation[] = [
  ...mutationsOf('src/kinds/s3-bucket/settings/acl.ts', {
    'acl: who may read it does not count': [
      'if (id !== undefined) return [`the account',
      "if (permission === 'READ') return [];\n  if (id !== undefined) return [`the account",
    ],
    'acl: everybody who writes is nobody': [" && permission === 'READ')", ')'],
    'acl: everybody who reads counts': [" || (group === everybody && permission === 'READ')", ''],
    'acl: its owner is another': ['(id === owner || ', '('],
    'acl: CloudFront’s logs are a use': [' || id === cloudFrontLogDelivery)', ')'],
    'acl: S3’s logs are a use': ['group === s3LogDelivery || ', ''],
  }),
  ...mutationsOf('src/sst/mentions.ts', {
    'base64: says nothing': ['[...decodedBase64(text, budget)]', '[]'],
  }),
  ...mutationsOf('src/sst/base64.ts', {
    'base64: lines are none': ['isSpace(code) && (line', 'isSpace(-1) && (line'],
    'base64: lines are not set in': ['(line === 0 || (', '((false) || ('],
    'base64: any words are lines': ['line >= wrappedFrom && ', ''],
    'base64: holds no gzip': ['isGzipped ? inflated(bytes, budget) : bytes', 'bytes'],
    'base64: gzip that was cut off says nothing': ['constants.Z_SYNC_FLUSH', 'constants.Z_FINISH'],
    'base64: UTF-16 is no text': ['plain[0] === 0 || plain[1] === 0', 'plain.length < 0'],
    'base64: any bytes are text': ['isGzipped || isText(letters)', 'letters !== null'],
    'base64: inflates without an end': ['budget.bytes -= plain.length;', ''],
  }),
  ...mutationsOf('src/match/use/site-files.ts', {
    'uploads: a site’s bucket holds nothing else': [
      "if (contents?.type !== 'bucket-contents' || contents.writtenIn === null) return false;",
      'return true;',
    ],
    'uploads: what was not read is made again': [
      "if (contents?.type !== 'bucket-contents' || contents.writtenIn === null) return false;",
      "if (contents?.type !== 'bucket-contents' || contents.writtenIn === null) return true;",
    ],
    'uploads: of any time are a deploy’s': [
      'contents.writtenIn.every(',
      'contents.writtenIn.some(',
    ],
    'uploads: a remove makes files': ["run.record?.command !== 'remove' &&\n", ''],
    'uploads: an hour after a run is within it': ['5 * durations.minuteMs', 'durations.hourMs'],
  }),
  ...mutationsOf('src/kinds/s3-bucket/contents.ts', {
    'uploads: rendered pages are some': [' && !key.startsWith(cachePrefix)', ''],
    'uploads: whatever begins like rendered pages is one': ["'_cache/'", "'_cache'"],
    'uploads: a deletion is one': ['!deleteMarker && ', ''],
    'uploads: what a few pages show is all': [
      'complete ? spansOf(writes) : null',
      'spansOf(writes)',
    ],
    'uploads: any number of times is kept': ['spans.length > mostSpans ? null : spans', 'spans'],
    'uploads: no two times are one': ['<= durations.minuteMs', '< 0'],
  }),
  ...mutationsOf('src/match/match.ts', {
    'uploads: of what somebody asks for are not looked for': [
      ' && (mayGo || isCalledAny(resource, asked)))',
      ' && mayGo)',
    ],
  }),
  ...mutationsOf('src/match/use/bucket-website.ts', {
    'website: any name is a host’s': ['|| !isHostName(id)', ''],
    'website: one label is a host': ['labels.length > 1 && ', ''],
    'website: a number is a top level domain': [" && /^[a-z]/i.test(labels.at(-1) ?? '')", ''],
    'website: a label may end in a hyphen': ['areLabels && ', ''],
    'website: a name that does not resolve is a use': [
      "(answer.type === 'alias' && answer.resolves === 'none')",
      "answer.type === 'tenants'",
    ],
  }),
  ...mutationsOf('src/match/use/bucket-policy.ts', {
    'acl: lets nobody in': ['    ...sharedByAcl(subject, judgement),\n', ''],
    'shared: a policy that could not be read lets nobody in': [
      "return [evidence('gap', gap, 'Its policy could not be read, so anybody may use it.')];",
      'return gap ? [] : [];',
    ],
    'shared: another account does not count': [
      '...answer.accounts.filter((other) => other !== account).map((other) => `account ${other}`),',
      '',
    ],
    'shared: an organization does not count': [
      '...answer.organizations.map((id) => `the organization ${id}`),',
      '',
    ],
    'shared: a role is gone though roles could not be listed': ['    ...hidden,\n', ''],
    'shared: a strange identity does not count': [
      '...strangers.map((user) => `the identity ${user}`),',
      '',
    ],
    'shared: any identity is a stranger': [
      "kind === 'cloudfront-origin-access-identity' && identifiers.includes(user)",
      'kind === user && identifiers.includes(user)',
    ],
    'shared: another bucket does not count': [
      '...answer.buckets.map((name) => `the bucket ${name}`),',
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
    'shared: services and VPCs use nothing': ['...answer.others,', ''],
    'shared: users use nothing': [
      "...answer.principals.filter((arn) => arn.includes(':user/')),",
      '',
    ],
  }),
  ...mutationsOf('src/match/use/references.ts', {
    'shared: an identity that it names may go before the bucket': [
      'for (const identity of answer.identities)',
      'for (const identity of answer.identities.slice(answer.identities.length))',
    ],
    'shared: what is gone refers to things': [' || !resources.has(from)) continue;', ') continue;'],
  }),
  ...mutationsOf('src/kinds/s3-bucket/settings/policy.ts', {
    'shared: what a policy denies is allowed': [
      "return Effect === 'Allow';",
      "return Effect !== '';",
    ],
    'shared: accounts do not count': [
      '(?<![\\w-])(\\d{12})(?![\\w-])',
      '(?<![\\w-])(\\d{99})(?![\\w-])',
    ],
    'shared: digits of a longer number are an account': [
      '(?<![\\w-])(\\d{12})(?![\\w-])',
      '(\\d{12})',
    ],
    'shared: organizations do not count': ['"(o-[a-z0-9]{10,32})\\b', '"(o-[a-z0-9]{99})\\b'],
    'shared: identities do not count': [
      'Origin Access Identity (E[A-Z0-9]+)"',
      'Origin Access Identity (E[A-Z0-9]{99})"',
    ],
    'shared: canonical users do not count': ['"([0-9a-f]{64})"', '"([0-9a-f]{99})"'],
    'shared: other buckets do not count': [
      'buckets.filter((name) => name !== bucket)',
      'buckets.filter((name) => name === "")',
    ],
    'shared: a bucket shares itself with itself': [
      'buckets.filter((name) => name !== bucket)',
      'buckets',
    ],
    'shared: all but those that are kept out are nobody': [
      "return ['all but those that its policy keeps out'];",
      'return [];',
    ],
    'shared: a condition lets nobody in': [
      "if (Principal === '*') return whoeverMeets(conditions);",
      "if (Principal === '*') return [];",
    ],
    'shared: a condition lets no principal in': [
      "if (text === '*') return whoeverMeets(conditions);",
      "if (text === '*') return [];",
    ],
    'shared: this account as a whole is nobody': [
      "? ['this account as a whole'] : []",
      '? [] : []',
    ],
    'shared: providers let nobody in': [
      '...[Federated].flat().map((provider) => `those who sign in by ${nameOf(provider)}`),',
      '',
    ],
    'shared: sessions and unique ids are nobody': ['return isNamed ? [] : [text];', 'return [];'],
    'shared: a policy that is no JSON names nobody': [
      'if (statements === null) throw new UnreadableAnswer(`The policy of ${bucket} cannot be read.`);\n  return statements;',
      'return statements ?? [];',
    ],
  }),
  ...mutationsOf('src/match/use/policy-users.ts', {
    'shared: a distribution of this account is no reference': [
      "arn.includes(':role/') ? 'iam-role' : 'cloudfront-distribution'",
      "arn.includes(':role/') ? 'iam-role' : 'cloudfront-function'",
    ],
    'shared: a role of this account is no reference': [
      "arn.includes(':role/') ? 'iam-role' : 'cloudfront-distribution'",
      "'cloudfront-distribution'",
    ],
  }),
];
