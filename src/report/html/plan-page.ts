import type { Report } from '../../model/finding.ts';
import { sentenceText } from '../../text/command-text.ts';
import { nodesOf } from '../plan-nodes.ts';
import {
  forWhom,
  isIdle,
  notes,
  planSummary,
  refusalLines,
  whatItFrees,
  type PlannedTime,
} from '../terminal/plan.ts';
import { header } from '../terminal/scan.ts';
import { versionsCounted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { markup } from './escape.ts';
import { keptBackSection, leftSection } from './kept-back.ts';
import { pageText, paragraphs, textLines, type Section } from './page.ts';
import { pictureHtml } from './picture/svg.ts';
import { looked, reportSections } from './report-sections.ts';
import { stepTable } from './step-rows.ts';

/**
 * A plan as a page of its own: the picture first, then the same in words, then the findings that it rests on.
 */
export function planPage(planned: PlannedTime, report: Report, view: TextStyle): string {
  const { plan, next = null } = planned;
  const { versionsOf } = versionsCounted(plan.basis);
  const hasSteps = plan.steps.length > 0;
  const refusal = refusalLines(plan, view);
  const comes = [
    ...refusal,
    ...(!isIdle(plan) && next !== null ? [sentenceText(next, view.repeated)] : []),
  ];
  return pageText({
    title: `Plan for account ${plan.account}`,
    summary: planSummary(planned),
    lines: [...(isIdle(plan) ? [] : [forWhom(planned)]), header(report), looked(report)],
    warnings: report.warnings,
    sections: [
      ...(hasSteps
        ? [
            {
              id: 'plan',
              heading: 'What goes, and what must go before it',
              body: markup`${paragraphs([...notes(plan, view), ...whatItFrees(planned)])}
              ${pictureHtml({ nodes: nodesOf(plan.steps), versionsOf, fateOf: () => null })}
              ${stepTable(plan.steps, versionsOf, 'What would be deleted, in order')}`,
            },
          ]
        : []),
      ...keptBackSection(plan.excluded, view),
      ...leftSection(plan, view),
      ...(comes.length > 0 ? [nextOf(comes, refusal.length > 0)] : []),
      ...reportSections(report, {}, view),
    ],
  });
}

function nextOf(lines: readonly string[], refused: boolean): Section {
  return { id: 'next', heading: refused ? 'Refused' : 'What next', body: textLines(lines) };
}
