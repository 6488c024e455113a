import type { StageRemains, StateFolder } from '../../model/remains.ts';
import { grid } from './grid.ts';
import type { StagesJson } from '../json/schema/stages.ts';
import { byFirst } from '../../model/order.ts';
import { bytes, count, listed, pairOf } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

const names: Readonly<Record<StateFolder, readonly [one: string, many: string]>> = {
  app: ['checkpoint', 'checkpoints'],
  lock: ['lock', 'locks'],
  update: ['record', 'records'],
  snapshot: ['snapshot', 'snapshots'],
  eventlog: ['event log', 'event logs'],
  summary: ['summary', 'summaries'],
  history: ['old checkpoint', 'old checkpoints'],
  secret: ['secret file', 'secret files'],
  link: ['link file', 'link files'],
};

export function remainsJson(remains: readonly StageRemains[]): StagesJson['remains'] {
  return sorted(remains).map((each) => ({
    app: each.app,
    stage: each.stage,
    region: each.region,
    home: each.home,
    status: each.status,
    files: each.files.map(({ folder, objects, versions, bytes: size }) => ({
      folder,
      objects,
      versions,
      bytes: size,
    })),
    versions: versionsOf(each),
    bytes: bytesOf(each),
    passphrase: each.passphrase,
    leftovers: each.leftovers,
    clearWith: each.status === 'removed' ? 'state.purge' : null,
  }));
}

/** Without `--verbose` a large account's list would hide the stages above it. */
const shownAtMost = 8;

/**
 * Whose state is left, how much of it, and SST's own ways to be rid of it: `state.purge` (SST 4.13.0,
 * anomalyco/sst#6593) erases all of a stage's files and its passphrase at the end of a remove after
 * which no resource is left; `state.retention` (SST 4.17.0, anomalyco/sst#6925) keeps the newest so many
 * completed updates and erases older history after each run.
 */
export function remainsLines(remains: readonly StageRemains[], view: TextStyle): string[] {
  if (remains.length === 0) return [];
  const largest = remains.toSorted(
    (a, b) => bytesOf(b) - bytesOf(a) || versionsOf(b) - versionsOf(a),
  );
  const shown = sorted(view.verbose ? largest : largest.slice(0, shownAtMost));
  const { rows } = grid(
    shown.map((each) => [
      pairOf(each),
      each.region,
      each.files.length === 0 ? '' : bytes(bytesOf(each)),
      { text: notes(each), style: view.paint.yellow },
    ]),
    { width: view.rowWidth, indent: 2, id: 0 },
  );
  const hidden = remains.length - shown.length;
  return [
    view.paint.bold(`State that is left of stages that are gone (${remains.length})`),
    ...rows.flatMap((lines, index) => [...lines, ...parts(shown[index], view)]),
    ...(hidden > 0 ? [`  and ${count(hidden, 'smaller one')}: --verbose lists all.`] : []),
    ...wrapped(`${total(remains)} ${advice(remains)}`, view.width - 2).map((line) => `  ${line}`),
  ];
}

function parts(remains: StageRemains | undefined, view: TextStyle): string[] {
  if (!remains || remains.files.length === 0) return [];
  const words = remains.files.map(({ folder, versions }) => count(versions, ...names[folder]));
  return wrapped(listed(words), view.width - 6).map((line) => view.paint.dim(`      ${line}`));
}

function notes({ passphrase, leftovers, status }: StageRemains): string {
  return [
    passphrase === true && 'passphrase',
    passphrase === null && 'passphrase not read',
    leftovers > 0 && count(leftovers, 'leftover'),
    status === 'unknown-stage' && 'no state knows it',
  ]
    .filter((note) => typeof note === 'string')
    .join(', ');
}

function total(remains: readonly StageRemains[]): string {
  const sum = (of: (each: StageRemains) => number) =>
    remains.reduce((all, each) => all + of(each), 0);
  return `${count(sum(versionsOf), 'version')}, ${bytes(sum(bytesOf))}.`;
}

function advice(remains: readonly StageRemains[]): string {
  const removed = remains.filter(({ status }) => status === 'removed');
  return [
    'It is the proof of what they owned, and never deleted here.',
    removed.some(({ leftovers }) => leftovers > 0) &&
      'Sweep first: without it those leftovers cannot be proven any more.',
    removed.length > 0 &&
      'SST (4.13.0 or later) clears it: set "state: { purge: true }" in sst.config.ts and remove the stage with SST once more. Of stages that live on, "state: { retention: 30 }" (4.17.0 or later) keeps the history of the last 30 updates.',
    remains.length > removed.length &&
      'What no state knows may be of a stage that is kept elsewhere.',
  ]
    .filter((sentence) => typeof sentence === 'string')
    .join(' ');
}

function versionsOf({ files }: StageRemains): number {
  return files.reduce((sum, { versions }) => sum + versions, 0);
}

function bytesOf({ files }: StageRemains): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}

function sorted(remains: readonly StageRemains[]): StageRemains[] {
  return remains.toSorted(
    byFirst(
      ({ app }) => app,
      ({ stage }) => stage,
      ({ region }) => region,
      ({ home }) => home,
    ),
  );
}
