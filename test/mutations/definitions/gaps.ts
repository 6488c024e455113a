import { mutationsOf, type Mutation } from '../mutation.ts';

/** What could not be read touches what it may hide, and no more. */
export const gaps: readonly Mutation[] = [
  ...mutationsOf('src/scan/homes/current-state.ts', {
    'gaps: an ignored stage touches no things of its own': [
      'return { madeBefore: isJson || ignored ? null : version.at };',
      'return ignored ? { resources: [] } : { madeBefore: isJson ? null : version.at };',
    ],
    'gaps: ignoring a stage changes nothing': ['isJson || ignored ? null', 'isJson ? null'],
    'gaps: one ignored stage stands for all': [
      'context.options.ignoreStages.includes(place.stage)',
      'context.options.ignoreStages.length > 0',
    ],
    'gaps: what older states name goes with the user’s word': [
      '(ignored ? older.flatMap(({ mentions }) => mentions) : [])',
      '[]',
    ],
    'gaps: of older states only the newest is believed': [
      'older.flatMap(({ mentions }) => mentions)',
      '(older[0]?.mentions ?? [])',
    ],
    'gaps: an empty state is brought back': ['older.find(({ owns }) => owns > 0)', 'older[0]'],
    'gaps: of an older damaged text nothing counts': ['find(value ?? textOfDamaged(bytes))', '[]'],
    'gaps: what a damaged text names goes with the user’s word': [
      'if (ignored) named = mentionsIn(textOfDamaged(bytes), known.needles);',
      '',
    ],
    'gaps: a denied state is a damaged one': ['damaged = isDamaged;', 'damaged = true;'],
  }),
  ...mutationsOf('src/sst/state-object.ts', {
    'gaps: what was cut off while gzipped has no text': [
      'bytes.subarray(0, length), constants.Z_SYNC_FLUSH',
      'bytes.subarray(0, length), constants.Z_FINISH',
    ],
    'gaps: a gzip that is damaged inside has no text': [
      'if (plain === null) bad = length;',
      'if (plain === null) break;',
    ],
    'gaps: UTF-16 names nothing': ['.filter((byte) => byte !== 0)', ''],
  }),
  ...mutationsOf('src/match/gaps.ts', {
    'gaps: deleted stacks hide nothing': [
      'if (affects.unrecorded && !isOfStates) return true;',
      '',
    ],
    'gaps: deleted stacks hide what states recorded': [
      'affects.unrecorded && !isOfStates',
      'affects.unrecorded',
    ],
  }),
  ...mutationsOf('src/scan/stacks.ts', {
    'gaps: a deleted stack has no pair of its own': [
      '{ ...ofDeleted, stages: [stageId(pair)] }',
      '{ ...ofDeleted }',
    ],
  }),
  ...mutationsOf('src/match/use/hiding-gaps.ts', {
    'gaps: unread tags are never asked for again': [
      'return areTagsTold(subject, judgement) ? others : gaps;',
      'return gaps;',
    ],
    'gaps: tags that nothing told hide nothing': ['if (!isTold(resource)) return false;', ''],
    'gaps: tags of distributions put nothing before a bucket': [
      'facts.guarded || facts.serves || servingIn(index).every(isTold)',
      'true',
    ],
  }),
  ...mutationsOf('src/scan/questions/own-tags.ts', {
    'gaps: kinds without tags never tell them': ['if (kind?.arns === null) return {};', ''],
  }),
  ...mutationsOf('src/match/evidence-index.ts', {
    'gaps: tags that were read by themselves do not count': [
      "answer?.type === 'role' || answer?.type === 'tags'",
      "answer?.type === 'role'",
    ],
  }),
  ...mutationsOf('src/match/rows/use.ts', {
    'gaps: what stands before others is asked for no use of its own': [
      ' || known.isUsed(key);',
      ';',
    ],
  }),
  ...mutationsOf('src/scan/hidden-signs.ts', {
    'gaps: an unread list of a region hides signs in any case': [
      'rows.some(shows) ? [] :',
      'rows.length > -1 ? [] :',
    ],
    'gaps: an unread list of a region hides no signs': ['rows.some(shows) ? [] :', ''],
    'gaps: functions tell by their tags alone': ["facts.useIsSeenBy !== 'log-events' || ", ''],
    'gaps: log groups tell by what other kinds are tagged with': [
      " &&\n      (facts.useIsSeenBy !== 'log-events' || arns === null || arns.test(comparableArn(arn)));",
      ' && arn !== comparableArn(facts.kind) && arns !== undefined;',
    ],
  }),
  ...mutationsOf('src/commands/account/ignored-stages.ts', {
    'gaps: a stage that can be read may be ignored': [
      'current?.readable === false)) continue;',
      'current !== null)) continue;',
    ],
  }),
];
