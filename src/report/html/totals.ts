import type { Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import { verdicts } from '../../model/verdict.ts';
import { costOf } from '../../model/prices.ts';
import { grouped } from '../terminal/finding-lines.ts';
import { kindWord } from '../../text/kind-words.ts';
import { dollars } from '../../text/money.ts';
import { compare } from '../../model/order.ts';
import { pairOf } from '../../text/text.ts';
import { markup, type Html } from './escape.ts';
import { smallTable } from './table.ts';

/** The number of resources and the leftovers' cost, in every grouping in which people ask. */
export function totalsHtml(findings: readonly Finding[]): Html {
  const found = verdicts.filter((verdict) => findings.some((each) => each.verdict === verdict));
  const by = (caption: string, what: string, nameOf: (finding: Finding) => string) =>
    groupTable(caption, what, groupsOf(findings, nameOf), found);
  return markup`<div class="side">
      ${verdictTable(findings)} ${by('By kind, with the cost of its leftovers', 'Kind', ({ kind }) => kindWord(kind))}
    </div>
    <div class="side">
      ${by('By app, with the cost of its leftovers', 'App', ({ app }) => app ?? 'no certain owner')}
      ${by('By stage, with the cost of its leftovers', 'Stage', pairOf)}
    </div>`;
}

function verdictTable(findings: readonly Finding[]): Html {
  const of = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict);
  return smallTable({
    caption: 'By verdict',
    heads: ['Verdict', 'Resources', 'Certain', 'High', 'Low', 'Cost a month'],
    rows: verdicts.map((verdict) => {
      const members = of(verdict);
      const sure = (['certain', 'high', 'low'] as const).map((confidence) =>
        numberHtml(members.filter((finding) => finding.confidence === confidence).length),
      );
      return [verdict, numberHtml(members.length), ...sure, costHtml(members)];
    }),
  });
}

function groupTable(
  caption: string,
  what: string,
  groups: readonly (readonly [string, readonly Finding[]])[],
  found: readonly Verdict[],
): Html {
  const rows = groups.map(([name, members]) => [
    name,
    ...found.map((verdict) =>
      numberHtml(members.filter((finding) => finding.verdict === verdict).length),
    ),
    costHtml(members.filter(({ verdict }) => verdict === 'leftover')),
  ]);
  const heads = [what, ...found.map((verdict) => verdict), 'Cost a month'];
  const [shown, rest] = [rows.slice(0, shownAtOnce), rows.slice(shownAtOnce)];
  if (rest.length === 0) return smallTable({ caption, heads, rows });
  return markup`<div>
    ${smallTable({ caption, heads, rows: shown })}
    <details>
      <summary>${rest.length} more</summary>
      ${smallTable({ caption: `${caption}, the others`, heads, rows: rest })}
    </details>
  </div>`;
}

const shownAtOnce = 15;

/** Those with the most leftovers first. */
function groupsOf(
  findings: readonly Finding[],
  nameOf: (finding: Finding) => string,
): readonly (readonly [string, readonly Finding[]])[] {
  const leftovers = (members: readonly Finding[]) =>
    members.filter(({ verdict }) => verdict === 'leftover').length;
  return [...grouped(findings, nameOf)].toSorted(
    ([name, one], [otherName, other]) =>
      leftovers(other) - leftovers(one) || compare(name, otherName),
  );
}

function numberHtml(number: number): Html {
  return number === 0 ? markup`<span class="zero">0</span>` : markup`${number}`;
}

function costHtml(members: readonly Finding[]): Html {
  const { monthlyUsd, unpriced } = costOf(members);
  if (monthlyUsd === null) return markup`<span class="zero">not known</span>`;
  const open = unpriced > 0 ? markup` <span class="zero">+ ${unpriced} unpriced</span>` : '';
  if (monthlyUsd === 0) return markup`<span class="zero">$0</span>${open}`;
  return markup`${dollars(monthlyUsd)}${open}`;
}
