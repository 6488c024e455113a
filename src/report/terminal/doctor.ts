import { flag, ownCommand, type Sentence } from '../../model/command.ts';
import type {
  Cause,
  Diagnosis,
  DiagnosisBlock,
  Recommendation,
  Preflight,
  Remedy,
} from '../../model/diagnosis.ts';
import type { Gap } from '../../model/gap.ts';
import type { Home } from '../../model/stage.ts';
import { joined } from '../../text/blocks.ts';
import {
  commandText,
  flagText,
  remedyText,
  plainSentence,
  sentenceWords,
} from '../../text/command-text.ts';
import { count, cut, listed, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrappedWords } from '../../text/wrap.ts';

/** The report of `doctor`: the preflight, each error with its causes, and recommendations. */
export interface DoctorReport {
  readonly account: string;
  readonly simulated: boolean;
  readonly endpoint: string | null;
  readonly generatedAt: string;
  /** Where the errors came from. */
  readonly input: 'argument' | 'stdin' | 'none';
  /** The errors stood in the text that was given; else the account shows them. */
  readonly areGiven: boolean;
  readonly project: {
    readonly app: string | null;
    readonly stage: string | null;
    readonly region: string | null;
    readonly profile: string | null;
    readonly sstVersion: string | null;
  } | null;
  readonly preflight: Preflight;
  readonly regions: readonly string[];
  readonly homes: readonly Home[];
  /** Number of stages that were read. */
  readonly stages: number;
  readonly diagnoses: readonly Diagnosis[];
  /** The same, with errors of the same causes told together. */
  readonly blocks: readonly DiagnosisBlock[];
  readonly recommendations: readonly Recommendation[];
  readonly gaps: readonly Gap[];
  readonly warnings: readonly string[];
}

const shownErrors = 5;

/** Narrow indentation and labels below a cause, since commands are long. */
const indent = '   ';
const labelColumns = 6;

const sourceColumns = 60;

export function renderDoctor(report: DoctorReport, view: TextStyle): string {
  const { blocks } = report;
  const shown = view.verbose ? blocks : blocks.slice(0, shownErrors);
  const rest = blocks.slice(shown.length).reduce((sum, { errors }) => sum + errors, 0);
  return joined([
    [...preflightLines(report, view)],
    notGivenLines(report),
    ...shown.map((block, index) => blockLines(block, index === 0, view)),
    rest > 0 ? [`And ${count(rest, 'more error')}: see them all with --verbose.`] : [],
    emptyLines(report, view),
    recommendationLines(report.recommendations, view),
  ]);
}

function preflightLines(report: DoctorReport, view: TextStyle): string[] {
  const { account, simulated, preflight, regions, homes, stages, project, warnings } = report;
  const caller = plain(preflight.caller).replace(/^arn:[^:]*:[^:]*::\d*:/, '');
  const { used, named } = preflight.profile;
  return [
    ...warnings.flatMap((text) => hanging(`${view.marks.warning} `, plain(text), view)),
    ...hanging(
      '',
      `Account ${account}${simulated ? ' (simulated)' : ''}, ${caller}: ${count(regions.length, 'region')}, ${count(homes.length, 'home')}, ${count(stages, 'stage')}.`,
      view,
    ),
    ...(named !== null && named !== used
      ? hanging(
          `${view.marks.warning} `,
          `sst.config.ts names the profile ${plain(named)}, but ${plain(used)} is used: ${flagText(flag('--profile', named))}.`,
          view,
        )
      : []),
    ...(preflight.denied.length > 0
      ? hanging(
          `${view.marks.warning} `,
          [
            `Permissions are missing, so something may be unseen: ${listed(preflight.denied.map(plain))}. `,
            ownCommand('iam-policy', { operands: ['scan'] }),
            ' prints all that are needed.',
          ],
          view,
        )
      : []),
    ...(view.verbose && project
      ? [
          `Project: ${plain(project.app ?? '?')}/${plain(project.stage ?? '?')}, SST ${plain(project.sstVersion ?? 'of unknown version')}.`,
        ]
      : []),
  ];
}

function blockLines(block: DiagnosisBlock, isFirst: boolean, view: TextStyle): string[] {
  const { diagnosis } = block;
  const { causes, ruledOut, next } = diagnosis;
  return [
    ...(diagnosis.error.family === 'unknown'
      ? unknownHeading(block, isFirst, view)
      : heading(block, view)),
    ...stageLines(diagnosis, view),
    ...causes.flatMap((cause, index) => causeLines(cause, { index, view })),
    ...(ruledOut.length > 0 && causes.length > 0
      ? labelled(indent, 'not', ruledOut.map(({ reason }) => plain(reason)).join('; '), view)
      : []),
    ...(causes.length === 0
      ? [...hanging('  ', `This account shows no cause of it.${ruledOutText(diagnosis)}`, view)]
      : []),
    ...next.flatMap((sentence) => labelled(indent, 'next', plainSentence(sentence), view)),
  ];
}

function heading({ codes, names, errors }: DiagnosisBlock, view: TextStyle): string[] {
  const { red, bold } = view.paint;
  const [only = ''] = names;
  const what = errors === 1 ? plain(only) : count(errors, 'error');
  const codeText = bold(listed(codes.map(plain)));
  return [
    `${red(view.marks.failed)} ${codeText}${what === '' ? '' : ` ${what}`}`,
    ...(errors > 1 && names.length > 0 ? hanging('  ', listed(names.map(plain)), view) : []),
  ];
}

const messageColumns = 240;

/** An unknown error is named as such, with its own words. */
function unknownHeading(
  { errors, messages }: DiagnosisBlock,
  isFirst: boolean,
  view: TextStyle,
): string[] {
  const number = isFirst
    ? errors === 1
      ? 'An error that is'
      : `${errors} errors that are`
    : `${errors} more that ${errors === 1 ? 'is' : 'are'}`;
  return [
    `${view.paint.red(view.marks.failed)} ${view.paint.bold(`${number} not known here:`)}`,
    ...messages.flatMap((message) => hanging('  ', cut(plain(message), messageColumns), view)),
  ];
}

function ruledOutText({ ruledOut }: Diagnosis): string {
  return ruledOut.length === 0
    ? ''
    : ` Ruled out: ${ruledOut.map(({ reason }) => plain(reason)).join('; ')}.`;
}

function stageLines({ stages, error }: Diagnosis, view: TextStyle): string[] {
  const from =
    error.from === 'input' || !view.verbose
      ? []
      : hanging('  ', `from the record ${plain(error.from)}`, view);
  return [
    ...from,
    ...stages.flatMap(({ app, stage, regions, sstVersions }) => {
      const versions =
        sstVersions.length === 0 ? 'no run is recorded' : `SST ${listed(sstVersions)}`;
      const where = regions.length === 0 ? '' : `, state in ${listed(regions)}`;
      return hanging(
        '  ',
        `${plain(app)}/${plain(stage)}: ${plain(versions)}${plain(where)}`,
        view,
      );
    }),
  ];
}

function causeLines(
  cause: Cause,
  { index, view }: { readonly index: number; readonly view: TextStyle },
): string[] {
  const isFirst = index === 0;
  const whole = isFirst || view.verbose;
  const why = view.verbose ? cause.evidence : cause.evidence.slice(0, cause.evidenceShown ?? 1);
  return [
    ...hanging(`${index + 1}. `, view.paint.bold(plain(cause.title)), view),
    ...(whole
      ? why.flatMap((each) =>
          labelled(indent, 'why', `${plain(each.detail)}${sourceText(each.source, view)}`, view),
        )
      : []),
    ...cause.remedies.flatMap((remedy) => remedyLines(remedy, view)),
    ...(whole && cause.after !== null
      ? [`${indent}${label('then', view)}${remedyText(cause.after, view.repeated)}`]
      : []),
    ...(whole ? labelled(indent, 'again', plainSentence(cause.recurrence), view) : []),
  ];
}

/** Where it was read; empty for the text that was given, which the reader has at hand. */
function sourceText(source: string, { verbose }: TextStyle): string {
  if (source === 'input') return '';
  return ` (${verbose ? plain(source) : cut(plain(source), sourceColumns)})`;
}

/** A command is never broken: it is there to be copied. */
function remedyLines(remedy: Remedy, view: TextStyle): string[] {
  const { type, note } = remedy;
  const shown =
    type === 'command' ? commandText(remedy.command, view.repeated) : plain(remedy.text);
  if (type === 'wait') return labelled(indent, 'do', shown, view);
  const remark = note === null ? '' : `  # ${plain(note)}`;
  const line = `${indent}${label('do', view)}${view.paint.green(shown)}`;
  if (indent.length + labelColumns + shown.length + remark.length <= view.width)
    return [`${line}${view.paint.dim(remark)}`];
  return [
    line,
    ...(note === null
      ? []
      : hanging(`${' '.repeat(indent.length + labelColumns)}# `, plain(note), view)),
  ];
}

const noneGiven = 'The given text has no error that is known here.';

function notGivenLines({ input, areGiven, diagnoses }: DoctorReport): string[] {
  if (input === 'none' || areGiven || diagnoses.length === 0) return [];
  return [`${noneGiven} What the account itself shows:`];
}

function emptyLines({ diagnoses, input }: DoctorReport, view: TextStyle): string[] {
  if (diagnoses.length > 0) return [];
  const fine = 'every stage’s newest run ended well, and nothing stands in the way of the next';
  return [
    ...hanging(
      '',
      input === 'none'
        ? `${fine.charAt(0).toUpperCase()}${fine.slice(1)}.`
        : `${noneGiven} Of this account nothing is known to be wrong either: ${fine}.`,
      view,
    ),
    ...hanging('', ['All stages with their runs and locks: ', ownCommand('stages'), '.'], view),
  ];
}

function recommendationLines(practice: readonly Recommendation[], view: TextStyle): string[] {
  if (practice.length === 0) return [];
  return [
    view.paint.bold('Practice'),
    ...practice.flatMap((note) =>
      hanging('  ', [`${plain(note.detail)} `, ...[plainSentence(note.advice)].flat()], view),
    ),
  ];
}

function label(word: string, view: TextStyle): string {
  return view.paint.dim(word.padEnd(labelColumns));
}

function labelled(lead: string, word: string, text: Sentence, view: TextStyle): string[] {
  const [first = '', ...rest] = wrappedWords(
    sentenceWords(text, view.repeated),
    view.width - lead.length - labelColumns,
  );
  return [
    `${lead}${label(word, view)}${first}`,
    ...rest.map((line) => `${' '.repeat(lead.length + labelColumns)}${line}`),
  ];
}

function hanging(lead: string, text: Sentence, view: TextStyle): string[] {
  const [first = '', ...rest] = wrappedWords(
    sentenceWords(text, view.repeated),
    view.width - lead.length,
  );
  return [`${lead}${first}`, ...rest.map((line) => `${' '.repeat(lead.length)}${line}`)];
}
