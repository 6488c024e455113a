import type { Report } from '../../model/finding.ts';
import type { QuotaUse } from '../../model/quotas.ts';
import { sentenceText } from '../../text/command-text.ts';
import { gapSentence, undecidedBy } from '../terminal/gap-lines.ts';
import { mendsOf } from '../../advice/gap-mends.ts';
import { quotaHeading, quotaWords, sortedQuotas } from '../quotas.ts';
import { byFirst } from '../../model/order.ts';
import { count } from '../../text/text.ts';
import { undecidedGroups } from '../undecided.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { markup, nothing, type Html } from './escape.ts';
import { smallTable } from './table.ts';

/** AWS's limits, how much of each is used, and how much of that leftovers hold. */
export function quotasHtml(quotas: readonly QuotaUse[]): Html {
  return smallTable({
    caption: quotaHeading,
    heads: ['Quota', 'Used', 'Share', 'Held by leftovers'],
    numbers: false,
    rows: sortedQuotas(quotas).map((quota) => {
      const { name, used, leftovers } = quotaWords(quota);
      return [name, used, meter(quota, name), leftovers];
    }),
  });
}

function meter({ used, limit }: QuotaUse, name: string): Html {
  if (used === null) return nothing;
  const most = Math.max(limit, used);
  return markup`<meter
    min="0"
    max="${most}"
    high="${limit * 0.8}"
    value="${used}"
    aria-label="${name}"
  >
    ${used} of ${limit}
  </meter>`;
}

/** The findings without a verdict, by the cause that holds them up. */
export function undecidedHtml({ findings, gaps }: Report): Html {
  const table = smallTable({
    caption: 'What holds up a verdict',
    heads: ['It waits for', 'Resources'],
    rows: undecidedGroups(findings, gaps).map((group) => [group.words, group.findings]),
  });
  return markup`<p>What would decide about each stands with it among the findings.</p>${table}`;
}

/** The gaps, the findings that they leave undecided, and the ways to close them. */
export function gapsHtml({ gaps, findings }: Report, { repeated }: TextStyle): Html {
  return markup`<ul>
    ${gaps.toSorted(byFirst((gap) => gap.id)).map((gap) => {
      const heldUp = undecidedBy(gap, findings);
      return markup`<li>
        <p>${gapSentence(gap)}${heldUp > 0 ? ` It holds up ${count(heldUp, 'resource')}.` : ''}</p>
        <p class="source">${gap.message}</p>
        ${mendsOf(gap).map((mend) => markup`<p>${sentenceText(mend, repeated)}</p> `)}
      </li> `;
    })}
  </ul>`;
}
