import { mutationsOf } from '../mutation.ts';

/** What is called production, and what no command is printed for. */
export const printed = [
  ...mutationsOf('src/model/production-name.ts', {
    'production: `prod` is a whole word': [' || isAt(letters.length - 4)', ''],
    'production: goods are': ['uct(?!ion)|', ''],
    'production: a region beside it makes another word': [
      "besides.has(letters.slice(length).join(''))",
      'false',
    ],
    'production: only whole names count': ['match(/\\p{L}+/gu) ?? []', 'match(/^.*$/gu) ?? []'],
    'production: a capital divides no words': ['`${plain} ${humps}`', '`${plain} ${plain}`'],
    'production: capitals are other letters': ['`.toLowerCase()', '`'],
    'production: letters are what they are written as': [
      "stage.normalize('NFKD').replaceAll(/[\\p{M}\\p{Cf}]/gu, '')",
      'stage',
    ],
    'production: what cannot be seen is a letter': ['[\\p{M}\\p{Cf}]', '[\\p{M}]'],
    'production: letters of other alphabets look like none': [' || !/[a-z]/.test(letter)', ''],
    'production: a longer word is one': ['letters.length === known.length &&', ''],
  }),
  ...mutationsOf('src/match/findings/stage-use.ts', {
    'needed: what serves or runs is no sign': [
      '...resources.flatMap((resource) => uses(resource, search)),',
      '',
    ],
    'needed: what others name is no sign': [
      '.filter((claim) => isOfOthers(claim, place))',
      '.filter(() => false)',
    ],
    'needed: what another account names is no sign': [
      '...resources.flatMap((resource) => elsewhereSigns(resource, index)),',
      '',
    ],
    'needed: what others use is no sign': [
      "[evidence('referenced', from, `${from} uses ${id}.`)]",
      '[]',
    ],
    'needed: what its own leftovers use is a sign': [
      'return user && isOfStage',
      'return user && !user',
    ],
    'needed: what was not read is no sign': [
      'use: missing.length > 0 ? null : signs',
      'use: signs',
    ],
    'needed: what could not be counted is no sign': [
      "return [evidence('gap', source, `Whether ${id} is in use could not be counted.`)];",
      'return [];',
    ],
    'needed: routes in a store of others are no sign': ['...routeSigns(owned, search),', ''],
    'needed: a namesake that no state lists is no sign': ['...namesakes(owned, search),', ''],
    'needed: the stage’s own state is another': [
      'if (state) return claim.state !== state;',
      'if (state) return true;',
    ],
    'needed: stacks of one stage go each for itself': [
      'return !isOfSameStage || staysAlone;',
      'return true;',
    ],
    'needed: a stack goes with its stage though only its deletion was begun': [
      'return !isOfSameStage || staysAlone;',
      'return !isOfSameStage;',
    ],
    'needed: stages whose stacks could not be read own nothing': [
      'if (tree.some(({ resources }) => resources === null)) return null;',
      '',
    ],
    'needed: damaged states own nothing': ['state.current?.readable === false ? null : new', 'new'],
  }),
  ...mutationsOf('src/match/findings/stage-signs.ts', {
    'needed: a name that leads to it is no sign': [
      'return (serving?.aliases ?? []).flatMap(',
      'return (serving?.aliases ?? []).slice(0, 0).flatMap(',
    ],
    'needed: a wildcard is looked up as a name': ["if (alias.startsWith('*'))", 'if (!alias)'],
    'needed: later objects are no sign': [
      'if (newestAt !== null && isAfter(newestAt, quietFrom(search)))',
      'if (newestAt === null && isAfter(quietFrom(search), id))',
    ],
    'needed: what a deploy uploads is a sign': [
      'latest(since, plus(deployedAt, durations.hourMs))',
      'latest(since)',
    ],
    'needed: roles are used by functions alone': [
      'if (trusts?.every(isOfFunctions)) return [];',
      'if (trusts !== undefined) return [];',
    ],
  }),
  ...mutationsOf('src/sst/unread-types.ts', {
    'needed: services and databases are in nobody’s use': [
      'id === null || isQuiet(resource)',
      'id === null || type',
    ],
    'needed: what a site makes for itself is in others’ use': ['ofSites.has(urn) || ', ''],
    'needed: what hangs on others’ things is its stage’s own': [
      'hangsOnOwn(resource, owners) ?? ',
      'hangsOnOwn(resource, owners) || ',
    ],
    'needed: a command that runs at the removal does nothing': [
      "Boolean(inputs['delete'])",
      'false',
    ],
    'needed: a function that runs at the removal does nothing': [
      "&& scope === 'CRUD'",
      "&& scope === ''",
    ],
    'needed: a record for mail is a component’s': [' && isForHosts(resource)', ''],
    'needed: an HTTP API by its target alone leads nowhere': [" && !inputs['target']", ''],
    'needed: an API by its body alone leads nowhere': [
      "restApi:')) return !inputs['body']",
      "restApi:')) return true",
    ],
    'needed: code of others that runs at the removal does nothing': [
      '/^pulumi-nodejs:dynamic:Resource\\/sst\\.(?:Run|cloudflare\\.ZoneLookup)$/',
      '/^pulumi-nodejs:/',
    ],
  }),
  ...mutationsOf('src/sst/unread-in-stacks.ts', {
    'needed: services and databases of stacks are in nobody’s use': [
      'id === null || isQuiet(row, rows) ? []',
      'id === null || rows.length > 0 ? []',
    ],
    'needed: what a site of a stack makes for itself is in others’ use': [
      ' ||\n    isOfSite(row, rows)',
      '',
    ],
    'needed: custom resources of others do nothing at their removal': [
      '/^Custom::(?:S3AutoDeleteObjects|LogRetention)$/',
      '/^Custom::/',
    ],
    'needed: what a stack put on others’ things is its own': ['path.startsWith(above) && ', ''],
    'needed: what begins like one of its own hangs on that': [
      ' && rest.test(path.slice(above.length))',
      '',
    ],
    'needed: a route without a function leads to one': [
      'path === `${made}${end}`',
      'path !== made',
    ],
    'needed: any parameter is a binding': [' && /^\\/sst', ' || /^\\/sst'],
    'needed: a table that is called like a site’s is its own': [
      'front === `${site}Distribution`',
      'front !== site',
    ],
  }),
  ...mutationsOf('src/sst/attachments.ts', {
    'integration: one without a URI leads nowhere': ['    !leadsElsewhere(resource) &&\n', ''],
    'integration: invocations are of no function': ['name: functionOf(name), type', 'name, type'],
    'needed: what hangs on one of its own may hang on others too': [
      'named.every(({ name, type }) =>',
      'named.some(({ name, type }) =>',
    ],
    'needed: what has the name of an owner is one': ['type.test(owner.type) &&', ''],
    'needed: what has an owner’s name in another region is one': [
      '(isGlobal(owner) || isSame(place.region, owner.place.region)) &&',
      '',
    ],
    'needed: what has an owner’s name in another account is one': [
      ' &&\n          isSame(place.account, owner.place.account)',
      '',
    ],
    'needed: what a component puts into others’ buckets is its own': [
      'isAssetBucket(name)) return isCode(resource)',
      'name) return isCode(resource)',
    ],
    'needed: what hangs on nothing that it says hangs on its own': ['named.length > 0 &&', ''],
  }),
  ...mutationsOf('src/match/findings/begun-removal.ts', {
    'needed: bots keep what somebody began to remove': ['allowed: afterRemoval', 'allowed: 0'],
    'needed: what nobody began to remove may have visitors': [
      'durations.dayMs)), allowed: 0',
      'durations.dayMs)), allowed: 1',
    ],
    'needed: a remove that took nothing out is begun': [
      ' || (state.current?.owns ?? 0) * 2 >= before.owns',
      '',
    ],
    'needed: a remove that spared a component is begun': [
      '!isPartSpared(before, state.current)',
      'true',
    ],
    'needed: a component of one thing that stays counts as spared': [
      'count > 1 &&',
      'count > 0 &&',
    ],
    'needed: a deletion that took little out is begun': [' && gone.length * 2 > made.length', ''],
  }),
  ...mutationsOf('src/doctor/obstacles.ts', {
    'obstacles: a stack that was rolled back takes changes': ['|^ROLLBACK_COMPLETE$', ''],
    'obstacles: a stack is stuck as soon as it is at work': [
      'Date.parse(now) - Date.parse(updatedAt) >= durations.hourMs)),',
      'Date.parse(now) - Date.parse(updatedAt) >= 0)),',
    ],
  }),
  ...mutationsOf('src/doctor/causes/somebody-elses-bucket.ts', {
    'name taken: a bucket that the run could read is another account’s': [
      'if (isOfProvider(error)) return',
      'if (isOfProvider(error) && inventory.account === "") return',
    ],
  }),
  ...mutationsOf('src/doctor/causes/removal.ts', {
    'no stage: what stands under its name is not told': [
      '(app === null || finding.app === app),\n  );\n  if (found.length === 0)',
      '(app === null || finding.app === app),\n  );\n  if (found.length >= 0)',
    ],
  }),
  ...mutationsOf('src/doctor/causes/held-by.ts', {
    'name taken: what holds data is swept or nothing': [' && !finding.losesData)', ')'],
  }),
  ...mutationsOf('src/doctor/causes/in-use-kinds.ts', {
    'in use: an output without a stage is of the first one': [
      'isSaid ? statesInQuestion(error, facts) : []',
      'statesInQuestion(error, facts)',
    ],
  }),
  ...mutationsOf('src/advice/stage-advice.ts', {
    'abandoned: what is needed may be given up': [' || isNeeded(stage)', ''],
  }),
  ...mutationsOf('src/advice/removal.ts', {
    'removal: what is not read is needed': [
      "isKnownUse(first) ? 'it is still",
      "isAdvised !== null ? 'it is still",
    ],
    'removal: production has a command': [
      "if (isProductionName(stage.stage)) return 'production';",
      '',
    ],
    'removal: a stage of several regions has a command': [
      'region !== stage.region',
      'region === null',
    ],
    'removal: what is left of a stage that was given up has a command': ['!isEmptied || ', ''],
    'removal: a stack of production has a command': [
      "why === null || why === 'stack-stuck' ? deleteStack",
      'why !== null || why === null ? deleteStack',
    ],
    'removal: what is needed has a command': ["if (going.some(isNeeded)) return 'needed';", ''],
    'removal: what was not looked up has a command': [
      "return going.some(({ use }) => use === null) ? 'use-unknown' : null;",
      'return null;',
    ],
    'removal: other stacks of the stage do not count': [
      'isOfStacks ? [stage, ...present] : [stage]',
      '[stage]',
    ],
    'removal: a stuck stack that is needed has a command': [' || !isOutOfUse(stage)', ''],
  }),
  ...mutationsOf('src/plan/remedies.ts', {
    'remedies: data that were kept go without a question': [
      ' && together.some(wasKept)',
      ' && together.length === 0',
    ],
  }),
  ...mutationsOf('src/plan/offers.ts', {
    'offers: a guarded unknown that nothing listed is one': [' && wasListed(finding)', ''],
    'offers: what a stack listed is none': [
      " || evidence.some(({ code }) => code === 'stack-history')",
      '',
    ],
    'offers: what a state listed is none': ['lastListed !== null || ', ''],
  }),
  ...mutationsOf('src/sst/bootstrap.ts', {
    'row 1: the role of all API Gateways has no letters behind': ['(?:-\\w+)?$/', '$/'],
  }),
];
