import type { AwsSession } from '../../aws/aws-session.ts';
import { kinds } from '../../kinds/index.ts';
import type { MatchOptions } from '../../model/options.ts';
import { checkWordsFit } from './abandon-words.ts';
import { sentenceText } from '../../text/command-text.ts';
import { unwantedSentence } from './unwanted-stages.ts';
import { emptyFilters } from './empty-filters.ts';
import { checkIgnoredStages } from './ignored-stages.ts';
import { connect } from './connect.ts';
import { withQuarantine } from '../sweeping/quarantine.ts';
import type { CommandContext } from '../context.ts';
import { checkReportFiles } from '../output/report-file.ts';
import { surveyAccount } from '../../survey/survey.ts';
import type { Survey, SurveyOptions } from '../../survey/survey.ts';

/**
 * Signs in, hands over the session and the context with what is kept of its account, and closes the session
 * whatever happens.
 */
export async function withSession<T>(
  context: CommandContext,
  work: (session: AwsSession, known: CommandContext) => Promise<T>,
): Promise<T> {
  await checkReportFiles(context);
  const session = await connect(context);
  try {
    return await work(session, await withQuarantine(context, session));
  } finally {
    context.progress.stop();
    session.close();
  }
}

/**
 * One survey of the account, with everything that the options say about it. In the middle of a sweep an
 * `--abandon` word may stop fitting its stage: then the stage claims its resources again, and they stay. The
 * same holds for an ignored stage whose state has become readable.
 */
export async function takeSurvey(
  session: AwsSession,
  context: CommandContext,
  {
    emit = context.progress.emit,
    asked = () => context.typed,
    isInQuestion = () => false,
    wordsMayBeOld = false,
    tellsUnwanted = true,
    words,
    only,
    earlier,
  }: Partial<
    Pick<SurveyOptions, 'asked' | 'earlier' | 'emit' | 'isInQuestion' | 'only' | 'words'> & {
      readonly wordsMayBeOld: boolean;
      readonly tellsUnwanted: boolean;
    }
  > = {},
): Promise<Survey> {
  const { fileCache, options, signal, backend } = context;
  const taken = await surveyAccount(session, {
    kinds,
    clock: backend.clock,
    signal,
    emit,
    files: fileCache,
    regions: [...options.filter.regions, ...(context.alsoRead ?? [])],
    ...(context.others && { others: context.others }),
    ...(words && { words }),
    ...(only && { only }),
    ...(earlier && { earlier }),
    ignoreHomes: options.ignoreHomes,
    ignoreRegions: options.ignoreRegions,
    ignoreStages: options.ignoreStages,
    matchOptions: withoutState(options.match, context),
    asked,
    isInQuestion,
    resolveName: backend.resolveName,
  });
  if (wordsMayBeOld) return taken;
  checkWordsFit(options.match.abandon, taken);
  checkIgnoredStages(options.ignoreStages, taken);
  const { repeated } = context.terminal.stderr;
  const unwanted = tellsUnwanted ? unwantedSentence(taken, context) : null;
  const told = [
    ...emptyFilters(taken, options),
    ...(unwanted === null ? [] : [sentenceText(unwanted, repeated)]),
  ];
  if (told.length > 0) context.progress.stop();
  for (const sentence of told) context.terminal.warn(sentence);
  return taken;
}

/** The bucket of `--state-dir` holds what undoes the sweeps. */
function withoutState(
  given: MatchOptions,
  { state: { place } }: Pick<CommandContext, 'state'>,
): MatchOptions {
  return place === null ? given : { ...given, keep: [...given.keep, place.bucket] };
}
