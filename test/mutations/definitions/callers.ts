import { mutationsOf, type Mutation } from '../mutation.ts';

/** Who may call a function that nothing called yet. */
export const callers: readonly Mutation[] = [
  ...mutationsOf('src/match/rows/doubt.ts', {
    'listeners: are no use': ['        ...newListeners(subject, judgement),\n', ''],
    'callers: are no use': ['        ...newCallers(subject, judgement),\n', ''],
  }),
  ...mutationsOf('src/kinds/lambda/triggers.ts', {
    'event sources: what feeds others goes, too': ['=> fedFunction(mapping) === name', '=> true'],
    'event sources: what feeds an alias outlives it': [
      "function ARN').split(':')[6]",
      "function ARN').split(':').slice(6).join(':')",
    ],
  }),
  ...mutationsOf('src/match/use/let-go.ts', {
    'urls: where only the removal is known all are old': ['(departed ?? removed)', 'departed'],
    'urls: where the departure is known only the removal counts': [
      '(departed ?? removed)',
      'removed',
    ],
    'urls: of a stage that is given up all are old': [
      'length > 0 ? written : ',
      'length > 0 ? null : ',
    ],
    'let go: a later removal of its stage counts': [
      '(departed ?? removed)',
      'latest(departed, removed)',
    ],
  }),
  ...mutationsOf('src/match/use/connections.ts', {
    'callers: what feeds one function feeds all': [
      '.filter((each) => each.functionName === functionName)',
      '',
    ],
    'callers: event sources that could not be read feed nothing': [
      "gap: answer.type === 'unreadable' ? answer.gap : (arn ?? id) };\n  const callers",
      'gap: null };\n  const callers',
    ],
    'callers: what could not be read lets nobody in': [
      "[evidence('gap', gap, 'Who may call it could not be read, so it counts as used.')]",
      '[]',
    ],
    'callers: what the last state lists is new': [
      'if (entry?.connections.includes(id)) return true;',
      '',
    ],
    'listeners: what the last state lists is new': [
      '.filter((who) => entry?.connections.includes(who) !== true)',
      '',
    ],
    'listeners: what could not be read tells nobody': [
      "return [evidence('gap', gap, 'Whom it notifies could not be read, so it counts as used.')];",
      'return [];',
    ],
    'callers: an alias has none of its own': [
      ', ...aliases.callers.map(({ id }) => `${functionName}:${id}`)',
      '',
    ],
    'callers: what a living stack lists is new': [
      '[...history.stacks, ...claims]',
      'history.stacks',
    ],
    'callers: what a stack lists is new': ['if (ofStacks || openTo', 'if (openTo'],
    'callers: distributions of anybody are seen': [
      "return openTo.split(':')[4] === index.inventory.account;",
      "return openTo.split(':')[4] !== index.inventory.now;",
    ],
    'urls: a new one is no caller': ['[...newUrl(subject, judgement), ...listed]', 'listed'],
    'urls: one of before the departure is new': [
      'if (!isAfter(answer.newestAt, left)) return [];',
      '',
    ],
    'callers: an URL that no state lists is known': ['return entry === null;', 'return true;'],
    'callers: an URL where no state lists the function is new': [
      'return entry === null;',
      'return false;',
    ],
  }),
  ...mutationsOf('src/sst/connections.ts', {
    'callers: of whatever function': [
      'connections.set(name, [...(connections.get(name)',
      "connections.set('', [...(connections.get(name)",
    ],
    'callers: a state’s URL says nothing of its statements': [
      "return signIn === 'NONE' ? statementsOfUrls : [];",
      'return [];',
    ],
    'callers: an URL for who signs in is open to everybody': [
      "return signIn === 'NONE' ? statementsOfUrls : [];",
      'return statementsOfUrls;',
    ],
    'callers: an URL that does not say so is no open one': ["?? 'NONE';", "?? 'AWS_IAM';"],
    'listeners: a state’s notifications say nothing': [
      "if (type === 'aws:s3/bucketNotification:BucketNotification') return toldBy(outputs);",
      '',
    ],
    'callers: an alias is known by its ARN': [
      "type === 'aws:lambda/alias:Alias' ? textOf(outputs['name']) : id",
      'textOf(outputs["none"]) ?? id',
    ],
    'callers: an ARN is a name': ['/:function:([^:]+)/.exec(named)?.[1] ?? named', 'named'],
  }),
  ...mutationsOf('src/sst/trust.ts', {
    'trust: conditions say nothing': ["isEmpty(condition) ? ''", "condition !== null ? ''"],
    'trust: an empty condition is one': ['Object.keys(condition).length === 0', 'false'],
    'trust: bans say nothing': ["bans.length === 0 ? ''", "bans !== null ? ''"],
    'trust: the order of values counts': [
      'return more.length === 0 ? (one ?? []) : [one, ...more].toSorted(byText);',
      'return more.length === 0 ? (one ?? []) : [one, ...more];',
    ],
    'trust: brackets around one value count': ['more.length === 0 ?', 'one === undefined ?'],
    'trust: the order of conditions counts': [
      'members.toSorted(([a], [b]) => (a < b ? -1 : 1))',
      'members',
    ],
    'trust: the case of a key counts': ['name.toLowerCase(), ', 'name, '],
    'trust: the number of an account is no ARN of its own': [
      '`arn:aws:iam::${who}:root` : who',
      'who : who',
    ],
  }),
  ...mutationsOf('src/kinds/lambda/callers.ts', {
    'callers: an event source that goes feeds': ["state !== 'Deleting'", 'state !== null'],
    'callers: an event source that is off is nobody’s': [
      "state !== 'Deleting'",
      "state !== 'Deleting' && state !== 'Disabled'",
    ],
    'callers: a ban lets in': [
      "({ Effect }) => Effect === 'Allow'",
      '({ Effect }) => Effect !== null',
    ],
    'callers: everybody is whoever knows the URL': [') && isByUrl) return', ')) return'],
    'callers: whoever knows the URL may be anybody': [
      '/^(?:"\\*"|\\{"AWS":"\\*"\\})$/.test(text) && isByUrl',
      'isByUrl',
    ],
  }),
];
