import type { Report } from '../../model/finding.ts';
import type { Plan, SweepResult } from '../../model/plan.ts';
import { endingLines } from '../terminal/ending.ts';
import { fatesOf } from '../fates.ts';
import { nodesOf } from '../plan-nodes.ts';
import { abandonedLines, type ResultNotes } from '../terminal/sweep.ts';
import { header } from '../terminal/scan.ts';
import { localMinute } from '../../text/times.ts';
import { versionsCounted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { markup } from './escape.ts';
import { keptBackSection, leftSection } from './kept-back.ts';
import { outcomeMarks, outcomeTable } from './outcome-rows.ts';
import { pageText, textLines } from './page.ts';
import { pictureHtml } from './picture/svg.ts';
import { looked, reportSections } from './report-sections.ts';
import { stepTable } from './step-rows.ts';

interface Swept {
  readonly plan: Plan;
  readonly result: SweepResult;
  readonly notes: ResultNotes;
  /** Of the account as it was before. */
  readonly report: Report;
}

/**
 * A sweep as a page of its own: its end, the outcome of each resource, and the findings that it rested on.
 */
export function sweepPage({ plan, result, notes, report }: Swept, view: TextStyle): string {
  const fates = fatesOf(result.outcomes);
  const { versionsOf } = versionsCounted(plan.basis);
  const [summary = '', ...ending] = endingLines(result, fates, notes, view);
  const nodes = nodesOf(plan.steps);
  return pageText({
    title: `Sweep of account ${result.account}`,
    summary,
    lines: [
      `Sweep ${result.sweep}, from ${localMinute(result.startedAt)} to ${localMinute(result.finishedAt)}.`,
      header(report),
      looked(report),
    ],
    warnings: report.warnings,
    sections: [
      ...(fates.length > 0
        ? [
            {
              id: 'outcomes',
              heading: 'What became of it',
              body: markup`${textLines(ending)}${outcomeTable(result, fates)}`,
            },
          ]
        : []),
      ...(nodes.size > 0
        ? [
            {
              id: 'picture',
              heading: 'In which order',
              body: markup`${pictureHtml({ nodes, versionsOf, fateOf: outcomeMarks(fates) })}
${stepTable(plan.steps, versionsOf, 'What was planned, in order')}`,
            },
          ]
        : []),
      ...abandonedSection(notes, view),
      // Whoever stopped a sweep asks what it did, not what it would have left.
      ...(result.interrupted ? [] : keptBackSection(result.excluded, view)),
      ...leftSection(result, view),
      ...reportSections(report, {}, view).map((section) => ({
        ...section,
        heading: `${section.heading}, before the sweep`,
      })),
    ],
  });
}

function abandonedSection(notes: ResultNotes, view: TextStyle) {
  const lines = abandonedLines(notes, view);
  return lines.length === 0
    ? []
    : [{ id: 'given-up', heading: 'Stages that were given up', body: textLines(lines) }];
}
