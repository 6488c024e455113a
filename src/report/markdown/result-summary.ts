import type { OutcomeKind, SweepResult } from '../../model/plan.ts';
import { endingLines, headline } from '../terminal/ending.ts';
import { comparisonLines } from '../comparison.ts';
import { fateCounts, fatesOf, type Fate } from '../fates.ts';
import { grouped } from '../terminal/finding-lines.ts';
import { removalLines } from '../stage-removals.ts';
import { kindWord } from '../../text/kind-words.ts';
import { stepNames, whyText } from '../outcome-words.ts';
import { abandonedLines, outcomeOrder, type ResultNotes } from '../terminal/sweep.ts';
import { byFirst } from '../../model/order.ts';
import { pairOf } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { idCell, prose } from './escape.ts';
import { fence, fitted, lines, table, type Block } from './fitted.ts';
import { keptBackTables, leftBlocks, linesBlock } from './kept-back.ts';

/** The end of a sweep, as a CI's job summary: totals, then the outcome of each resource, stage by stage. */
export function resultMarkdown(result: SweepResult, view: TextStyle, notes: ResultNotes): string {
  const fates = fatesOf(result.outcomes);
  const [, ...ending] = endingLines(result, fates, notes, view);
  const abandoned = abandonedLines(notes, view);
  return fitted([
    lines(`## sst-sweep: ${prose(headline(result, fates, view))}`),
    lines(prose(`Account ${result.account} · sweep ${result.sweep}`)),
    totals(fates),
    ...linesBlock(removalLines(notes.removals ?? [])),
    ...stageTables(fates, result),
    ...(result.interrupted ? [] : keptBackTables(result.excluded, view)),
    ...leftBlocks(result, view),
    ...linesBlock(comparisonLines(notes.comparison ?? null)),
    ...(abandoned.length === 0 ? [] : [fence(abandoned)]),
    ...(ending.length === 0 ? [] : [fence(ending, { isKept: true })]),
  ]);
}

const outcomeWords: Readonly<Record<OutcomeKind, string>> = {
  failed: 'failed',
  held: 'held back',
  parked: 'parked until later',
  skipped: 'skipped',
  gone: 'gone already',
  done: 'deleted',
};

function totals(fates: readonly Fate[]): Block {
  const counts = fateCounts(fates);
  const rows = outcomeOrder.flatMap((kind) =>
    counts[kind] === 0 ? [] : [[outcomeWords[kind], String(counts[kind])]],
  );
  return table(null, ['Outcome', 'Resources'], rows);
}

function stageTables(fates: readonly Fate[], { outcomes, finishedAt }: SweepResult): Block[] {
  const nameOf = stepNames(outcomes);
  const sorted = fates.toSorted(
    byFirst(
      ({ outcome }) => outcome.app,
      ({ outcome }) => outcome.stage,
      ({ kind }) => String(outcomeOrder.indexOf(kind)),
      ({ outcome }) => outcome.step,
    ),
  );
  return [...grouped(sorted, ({ outcome }) => pairOf(outcome))].map(([pair, members]) =>
    table(
      `### ${prose(pair)}`,
      ['Outcome', 'Kind', 'Id', 'Why'],
      members.map(({ kind, outcome, half }) => [
        half === null ? outcomeWords[kind] : `${outcomeWords[kind]}, now **${half}**`,
        prose(kindWord(outcome.kind)),
        idCell(outcome.resource, outcome.region),
        prose(whyText(outcome, nameOf, finishedAt)),
      ]),
    ),
  );
}
