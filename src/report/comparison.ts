import type { Comparison, EarlierReport, ReportedLeftover } from '../model/comparison.ts';
import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import { byFirst } from '../model/order.ts';
import { kindWord } from '../text/kind-words.ts';
import { dollars } from '../text/money.ts';
import { count, listed, pairOf, plain } from '../text/text.ts';
import { localMinute } from '../text/times.ts';
import { versionsCounted } from '../text/versions.ts';

/** Of two looks through the same filters. What a gap may hide is not called gone. */
export function comparisonOf(
  { takenAt, leftovers }: EarlierReport,
  now: { readonly findings: readonly Finding[]; readonly gaps: readonly Gap[] },
): Comparison {
  const before = new Map(leftovers.map((each) => [each.key, each]));
  const current = new Map(now.findings.map((finding) => [finding.key, finding]));
  const present = now.findings.filter(({ verdict }) => verdict === 'leftover').map(reported);
  const missing = leftovers.filter(({ key }) => !current.has(key));
  const isUnread = ({ kind }: ReportedLeftover) =>
    now.gaps.some(({ affects: { kinds } }) => kinds === 'all' || kinds.includes(kind));
  return {
    since: takenAt,
    fresh: sorted(present.filter(({ key }) => !before.has(key))),
    gone: sorted(missing.filter((each) => !isUnread(each))),
    noLonger: sorted(
      leftovers.flatMap((each) => {
        const verdict = current.get(each.key)?.verdict ?? 'leftover';
        return verdict === 'leftover' ? [] : [{ ...each, verdict }];
      }),
    ),
    unread: sorted(missing.filter(isUnread)),
    still: sorted(present.filter(({ key }) => before.has(key))),
    monthlyCostUsd: { before: costOfAll(leftovers), now: costOfAll(present) },
  };
}

/** What is kept and compared of a leftover. */
export function reported(finding: ReportedLeftover): ReportedLeftover {
  const { key, kind, region, app, stage, sizeBytes, monthlyCostUsd } = finding;
  return { key, kind, region, app, stage, sizeBytes, monthlyCostUsd };
}

function sorted<T extends ReportedLeftover>(things: readonly T[]): readonly T[] {
  return things.toSorted(byFirst(({ key }) => key));
}

function costOfAll(leftovers: readonly ReportedLeftover[]): number | null {
  const known = leftovers.flatMap(({ monthlyCostUsd }) => monthlyCostUsd ?? []);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

/** How many of each, a function and its versions as one. */
export function comparisonCounts({ fresh, gone, still }: Comparison) {
  const number = (things: readonly ReportedLeftover[]) => versionsCounted(things).things.length;
  return { new: number(fresh), gone: number(gone), still: number(still) };
}

const namedAtMost = 10;

/** One sentence on what changed, then what is new and what is no leftover any more; none without an earlier report. */
export function comparisonLines(comparison: Comparison | null): string[] {
  if (comparison === null) return [];
  const { since, fresh, noLonger, unread, monthlyCostUsd } = comparison;
  const counts = comparisonCounts(comparison);
  const { before, now } = monthlyCostUsd;
  const parts = [
    `${counts.new} new`,
    `${counts.gone} gone`,
    `${counts.still} still there`,
    ...(noLonger.length > 0 ? [`${noLonger.length} no leftover any more`] : []),
    ...(unread.length > 0 ? [`${unread.length} not read`] : []),
  ];
  const cost =
    before === null || now === null || (before < 0.01 && now < 0.01)
      ? ''
      : ` Cost: ${dollars(before)} a month then, ${dollars(now)} now.`;
  return [
    `Leftovers since the report of ${localMinute(since)}: ${listed(parts)}.${cost}`,
    ...named('new', versionsCounted(fresh).things, () => ''),
    ...named('no leftover any more', noLonger, ({ verdict }) => `, ${verdict} now`),
  ];
}

function named<T extends ReportedLeftover>(
  word: string,
  things: readonly T[],
  more: (thing: T) => string,
): string[] {
  const shown = things.slice(0, namedAtMost).map((thing) => {
    const id = plain(thing.key.slice(thing.key.indexOf(':') + 1));
    return `  ${word}: ${kindWord(thing.kind)} ${id} (${pairOf(thing)})${more(thing)}`;
  });
  const rest = things.length - shown.length;
  return rest > 0 ? [...shown, `  ${word}: ${count(rest, 'other')}`] : shown;
}
