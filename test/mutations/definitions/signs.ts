import { mutationsOf } from '../mutation.ts';

/** Claimed, SST's shape, Answers, Used, gaps, owners, Our own traces, Lambda@Edge. */
export const signs = [
  ...mutationsOf('src/sst/mentions.ts', {
    'claimed: names of members do not count': [
      'for (const name of Object.keys(current)) findIn(name, needles, found);',
      '',
    ],

    'claimed: case matters in a text': ['const lower = text.toLowerCase();', 'const lower = text;'],
    'claimed: case matters in an identifier': ['identifier.toLowerCase()', 'identifier'],
    'claimed: anything may stand before it': [
      'if (needle.offset > 0 && before !== undefined && isWordCharacter.test(before)) continue;',
      '',
    ],
    'claimed: anything may stand after it': [
      'if (after !== undefined && isWordCharacter.test(after)) continue;',
      '',
    ],
    'claimed: an underscore ends a word': [
      'const word = /[a-z0-9_-]+/g;',
      'const word = /[a-z0-9-]+/g;',
    ],
    'claimed: a hyphen ends a word': [
      'const word = /[a-z0-9_-]+/g;',
      'const word = /[a-z0-9_]+/g;',
    ],
    'claimed: JSON within strings is not read': ['decoded.push(JSON.parse(text));', ''],
    'claimed: URL encoding is not undone': ['/%[0-9a-f]{2}/i.test(text)', 'false'],
    'claimed: escaped line ends are letters': ["text.includes('\\\\')", 'false'],
  }),
  ...mutationsOf('src/scan/homes/current-state.ts', {
    'claimed: what a checkpoint names in any way does not count': [
      'new Set([...named, ...lists])',
      'new Set([...lists])',
    ],
    'claimed: a damaged checkpoint claims nothing': [
      'new Set([...named, ...(ignored',
      'new Set([...(ignored',
    ],
  }),
  ...mutationsOf('src/scan/homes/checkpoint-files.ts', {
    'removed: external entries, components and providers do not count': [
      'resources: parsed.resources.length,',
      'resources: parsed.resources.filter(isOwn).length,',
    ],
  }),
  ...mutationsOf('src/kinds/cloudfront-distribution/rows.ts', {
    'claimed: a distribution’s domain does not count': [', ...(domain ? [domain] : [])]', ']'],
    'claimed: a distribution’s id does not count': ['identifiers: [id, ', 'identifiers: ['],
  }),
  ...mutationsOf('src/sst/names.ts', {
    'shape: a log group of Step Functions has no name of SST’s': ['|states\\/)/', ')/'],
    'shape: a log group of a function has no name of SST’s': [
      'lambda\\/(?:us-east-1\\.)?|states',
      'states',
    ],
    'shape: a name three short of its full length is cut': [
      'rules.nameLimit - 2',
      'rules.nameLimit - 3',
    ],
    'shape: a name two short of its full length is whole': [
      'rules.nameLimit - 2',
      'rules.nameLimit - 1',
    ],

    'shape: a tail may begin with an a': [
      '/-[bcdefhkmnorstuvwxz][abcdefhkmnorstuvwxz]{7}$/',
      '/-[abcdefhkmnorstuvwxz]{8}$/',
    ],
    'shape: a tail may be of any letters': [
      '/-[bcdefhkmnorstuvwxz][abcdefhkmnorstuvwxz]{7}$/',
      '/-[a-z]{8}$/',
    ],
    'shape: a name at its full length is whole': [
      'if (mayBeCut(resource.kind, resource.name, rules)) return [];',
      '',
    ],
    'shape: the case of app and stage does not count': [
      'if (written !== reading.prefix) continue;',
      'if (written.toLowerCase() !== reading.prefix.toLowerCase()) continue;',
    ],
    'shape: buckets keep the case of app and stage': [
      'rules.lowerCaseNames ? prefixOf(pair).toLowerCase() : prefixOf(pair)',
      'prefixOf(pair)',
    ],
    'shape: a logical name may be nothing but its suffix': [
      'return readings.filter(({ component }) => component !== null);',
      'return readings;',
    ],
    'shape: another generation’s logical names count': [
      'shape.generations.includes(generation) &&',
      '',
    ],
    'shape: another kind’s logical names count': ['shape.kind === shapeKind &&', ''],
    'shape: any logical name counts': ['shape.suffix.test(logicalName),', 'shape.suffix !== null,'],
    'shape: a weak logical name is a sign by itself': [
      "generation === 'tail' && !weak",
      "generation === 'tail'",
    ],
    'shape: a name without a tail is a sign by itself': ["generation === 'tail' && !weak", '!weak'],
  }),
  ...mutationsOf('src/sst/name-shapes.ts', {
    'shape: AssetsRequest is no name of SST’s': ['AssetsRequest|', ''],
    'shape: ServerRequest is no name of SST’s': ['ServerRequest|', ''],
    'shape: ServerResponse is no name of SST’s': ['|ServerResponse)CfFunction', ')CfFunction'],
    'shape: a log group of a state machine is none of SST’s': ['|StateMachine)$', ')$'],
    'shape: the comment of an app’s distribution is not SST’s': [
      '(?:app|site|router)|',
      '(?:site|router)|',
    ],
    'shape: the comment of a site’s distribution is not SST’s': [
      '(?:app|site|router)|',
      '(?:app|router)|',
    ],
    'shape: the comment of a router’s distribution is not SST’s': [
      '(?:app|site|router)|',
      '(?:app|site)|',
    ],
    'shape: the comment of a redirect’s distribution is not SST’s': ['|Redirect to .+)$', ')$'],
    'shape: two words before app are SST’s': [
      '([A-Z][A-Za-z0-9]*) (?:app',
      '([A-Z][A-Za-z0-9 ]*) (?:app',
    ],
  }),
  ...mutationsOf('src/match/subject.ts', {
    'owners: names count beside the rest': [
      'certain.size > 0 ? certain : new Set([...signs.named, ...signs.strange].map(stageId))',
      'new Set([...certain, ...[...signs.named, ...signs.strange].map(stageId)])',
    ],
    'owners: names do not count': [
      'certain.size > 0 ? certain : new Set([...signs.named, ...signs.strange].map(stageId))',
      'certain',
    ],
    'owners: a name that fits no known pair is a stranger’s': [
      'fits.length === 0 ? [] : [...fits, ...fitting(index.strangePairs)]',
      '[...fits, ...fitting(index.strangePairs)]',
    ],
    'owners: a name is a known pair’s, whatever pairs tags show': [
      '[...fits, ...fitting(index.strangePairs)]',
      'fits',
    ],
    'owners: a name is a known pair’s, whatever apps tags show': [
      'strange: fits.flatMap(({ prefix }) => strangeReadings(prefix, index.strangeApps)),',
      'strange: [],',
    ],
    'owners: an app’s name may end within a word': [
      'startsWith(`${app.toLowerCase()}-`)',
      'startsWith(app.toLowerCase())',
    ],
  }),
  ...mutationsOf('src/match/gaps.ts', {
    'gap: another resource’s touches it': [
      'if (affects.resources !== null && !affects.resources.includes(resource.key)) return false;',
      '',
    ],
    'gap: another kind’s touches it': [
      "if (affects.kinds !== 'all' && !affects.kinds.includes(resource.kind)) return false;",
      '',
    ],
    'gap: another region’s touches it': [
      "if (affects.regions !== 'all' && !isIn(resource, affects.regions)) return false;",
      '',
    ],
    'gap: one of a stage touches nothing without owners': [
      "affects.stages === 'all' || owners.length === 0",
      "affects.stages === 'all'",
    ],
    'gap: one of all stages touches nothing': [
      "affects.stages === 'all' || owners.length === 0",
      'owners.length === 0',
    ],
    'gap: one of its stage does not touch it': [
      'if (owners.some((owner) => affects.stages.includes(owner))) return true;',
      '',
    ],
    'gap: another stage’s does not touch what carries look-up tags': [
      'if (affects.lookups && hasLookupTags(resource.tags)) return true;',
      '',
    ],
    'gap: another stage’s touches everything': [
      'if (affects.lookups && hasLookupTags(resource.tags)) return true;',
      'if (affects.lookups) return true;',
    ],
    'gap: what another stage may have taken over is not touched': [
      'return notBefore === null || !isAfter(notBefore, affects.madeBefore);',
      'return false;',
    ],
    'gap: what is newer is touched too': [
      'return notBefore === null || !isAfter(notBefore, affects.madeBefore);',
      'return true;',
    ],
    'gap: what has no known beginning is newer': [
      'return notBefore === null || !isAfter(notBefore, affects.madeBefore);',
      'return notBefore !== null && !isAfter(notBefore, affects.madeBefore);',
    ],
  }),
  ...mutationsOf('src/match/subject.ts', {
    'gap: only a creation time tells when something was made': [
      'index.stages.get(stageId(owner.state))?.beganAt ?? null',
      'null',
    ],
    'owners: tags do not count': [
      '[signs.tagPair, signs.environmentPair]',
      '[signs.environmentPair]',
    ],
    'owners: SST_RESOURCE_App does not count': [
      '[signs.tagPair, signs.environmentPair]',
      '[signs.tagPair]',
    ],
    'owners: history does not count': [
      '...signs.history.past.map(({ state }) => stageId(state)),',
      '',
    ],
    'owners: an abandoned state does not count': [
      '...signs.history.givenUp.map(({ state }) => stageId(state)),',
      '',
    ],
    'owners: a deleted stack does not count': [
      '...signs.history.stacks.map(({ pair }) => pair),',
      '',
    ],
  }),
  ...mutationsOf('src/match/history/traces.ts', {
    'own traces: our change is a change': [
      'return same ? trace.modifiedAt : resource.modifiedAt;',
      'return resource.modifiedAt;',
    ],
    'own traces: the configuration need not be ours': [
      'return same ? trace',
      'return same !== null ? trace',
    ],
    'own traces: the distribution may be enabled': [
      ' || resource.serving?.enabled !== false)\n',
      ')\n',
    ],
    'own traces: a change at any time is ours': [
      'if (Math.abs(toMs(resource.modifiedAt) - toMs(trace.at)) > closeMs) return resource.modifiedAt;',
      '',
    ],
  }),
  ...mutationsOf('src/scan/edge.ts', {
    'Lambda@Edge: one with a version in a distribution is none': ['...associated(resources),', ''],
    'Lambda@Edge: one that history owned is none': [
      '...ownedAsEdge(evidence.states, evidence.known),',
      '',
    ],
    'Lambda@Edge: one that SST v2 made is none': [
      '...madeByStacks(functions, evidence.stacks),',
      '',
    ],
    'Lambda@Edge: one whose role trusts it is none': [
      'if (key !== null) edge.add(key);',
      'void key;',
    ],
    'Lambda@Edge: one with replicas is none': [
      'await replicated(rest, evidence.regions, context)) edge.add(key);',
      'await replicated(rest, evidence.regions, context)) void key;',
    ],
    'Lambda@Edge: one that history owned below anything is one': [
      "(isSiteType(parent) || parent === 'sst:aws:Router')",
      'parent !== null',
    ],
    'Lambda@Edge: one that history owned by any name is one': [
      "parsed?.name.endsWith('EdgeFunction') &&",
      'parsed &&',
    ],
  }),
];
