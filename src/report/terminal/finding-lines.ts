import type { Finding, StageReport } from '../../model/finding.ts';
import { grid, headOf, type Row } from './grid.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { count, pairOf, plain } from '../../text/text.ts';
import { localMinute, nearMinute, readable } from '../../text/times.ts';
import { versionsCounted } from '../../text/versions.ts';
import type { Style, TextStyle } from '../../text/text-style.ts';
import { folded } from '../../text/wrap.ts';

/** Everything besides its findings that the lines of a section need. */
interface Surroundings {
  readonly stages: readonly StageReport[];
  readonly now: string;
  /** Keys that a sweep takes as it is; null: no plan was made. */
  readonly ready: ReadonlySet<string> | null;
}

/**
 * One verdict's findings by stage: the heading carries the stage, and a reason that several share is told
 * once.
 */
export function findingSection(
  heading: string,
  findings: readonly Finding[],
  surroundings: Surroundings,
  view: TextStyle,
): string[] {
  const counted = view.verbose
    ? { things: findings, versionsOf: () => 0 }
    : versionsCounted(findings);
  if (counted.things.length === 0) return [];
  const { things } = counted;
  const rows = things.map((finding) =>
    rowOf(finding, counted.versionsOf(finding), surroundings, view),
  );
  const lines = grid(rows, {
    width: view.rowWidth,
    indent: 4,
    id: 1,
    head: headOf(['Kind', 'Id', 'Region', 'Sure', 'Note'], view),
  });
  const linesOf = new Map(things.map((finding, index) => [finding, lines.rows[index] ?? []]));
  const stages = grouped(things, pairOf);
  return [
    view.paint.bold(`${heading} (${things.length})`),
    ...lines.head,
    ...[...stages].flatMap(([pair, members]) => [
      `  ${view.paint.bold(pair)}${stageNote(members[0], surroundings.stages, view)}`,
      ...[...grouped(members, (member) => reasonsOf(member, surroundings.now, view).join('\n'))]
        // In a verbose report each finding has details of its own.
        .flatMap(([reason, alike]) => [
          ...alike.flatMap((finding) => linesOf.get(finding) ?? []),
          ...(reason === '' ? [] : reasonLines(reason, view)),
        ]),
    ]),
  ];
}

export function grouped<T>(things: readonly T[], by: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = by(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

function rowOf(finding: Finding, versions: number, { ready }: Surroundings, view: TextStyle): Row {
  return [
    kindWord(finding.kind),
    { text: shownId(finding.id, finding.region), style: view.link(finding.consoleUrl) },
    finding.region === 'global' ? '' : finding.region,
    { text: finding.confidence ?? '', style: styleOf(finding, view) },
    { text: notesOf(finding, versions, ready).join(', '), style: view.paint.yellow },
  ];
}

/** Facts that must be known of a finding besides its verdict. */
export function notesOf(
  finding: Finding,
  versions: number,
  ready: ReadonlySet<string> | null,
): string[] {
  return [
    versions > 0 && `with ${count(versions, 'version')}`,
    finding.losesData && finding.verdict === 'leftover' && 'holds data',
    ready !== null && finding.verdict === 'leftover' && !ready.has(finding.key) && 'you decide',
  ].filter((note) => typeof note === 'string');
}

function styleOf(finding: Finding, { paint }: TextStyle): Style {
  if (finding.confidence === 'certain' || finding.confidence === 'high') return paint.green;
  return paint.yellow;
}

export function stageNote(
  finding: Finding | undefined,
  stages: readonly StageReport[],
  view: TextStyle,
): string {
  const places = stages.filter(
    (stage) => stage.app === finding?.app && stage.stage === finding.stage,
  );
  const [only] = places;
  if (!only) return '';
  if (places.length > 1) return view.paint.dim(` · in ${places.length} places`);
  const since =
    only.status === 'removed' && only.removedAt ? ` ${localMinute(only.removedAt)}` : '';
  return view.paint.dim(` · ${only.status}${since}`);
}

export function reasonsOf(finding: Finding, now: string, view: TextStyle): string[] {
  const evidence = view.verbose
    ? finding.evidence.map(
        ({ code, detail, source }) => `${code}: ${readable(detail)} (${plain(source)})`,
      )
    : finding.evidence.slice(0, 1).map(({ detail }) => readable(detail));
  return [
    ...(finding.busyUntil ? [`Busy until ${nearMinute(finding.busyUntil, now)}.`] : []),
    ...evidence,
  ];
}

/** Whole, however many lines that takes. */
function reasonLines(reason: string, view: TextStyle): string[] {
  return reason
    .split('\n')
    .flatMap((each) => folded(each, view.rowWidth - 8))
    .map((line) => view.paint.dim(`        ${line}`));
}
