import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { Evidence } from '../../model/finding.ts';
import type { FormerOwner, LostEntry, StageState } from '../../model/stage.ts';
import { abandonCommand, removeFailed } from '../../advice/stage-advice.ts';
import { count, listed } from '../../text/text.ts';
import { pairText, reportOf, type Facts } from '../facts.ts';
import { deployingPair, kindsOf } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  unnamedRerun,
  type CauseSearch,
  withNote,
  rerunRemedy,
  sstRemedy,
} from './cause.ts';
import { statesInQuestion } from './in-question.ts';
import { refreshOrTakeOut, stateRemoves } from './state-work.ts';

/**
 * A state or the configuration names a resource that AWS does not have. Entries of the state are looked at
 * first.
 */
export function goneCauses(error: DeployError, facts: Facts): CauseSearch {
  const causes = statesInQuestion(error, facts).flatMap((state) =>
    lostEntryCauses(error, state, facts),
  );
  if (causes.length > 0) return { causes, ruledOut: [], next: [] };
  const pair = deployingPair(error, facts);
  const unread = unreadKinds(error, facts);
  return {
    causes: [notInStateCause(error, facts)],
    ruledOut:
      pair === null || unread.length > 0 || !isOfListedKind(error, facts)
        ? []
        : [
            {
              code: 'lost-entries',
              reason: `an entry in the state of ${pairText(pair)} that AWS has no more (all of this kind are there)`,
            },
          ],
    next: [],
  };
}

/** Lost entries of one kind in one state are one cause: a lost resource stops every entry that works on it. */
function lostEntryCauses(error: DeployError, state: StageState, facts: Facts): readonly Cause[] {
  const lost = reportOf(state, facts)?.lost ?? [];
  const kinds = kindsOf(error);
  const ofKind = kinds.length === 0 ? lost : lost.filter(({ kind }) => kinds.includes(kind));
  const named = ofKind.filter((entry) => isMeant(entry, error));
  // Without a kind and a name, nothing ties the error to the lost entries of this state.
  const isOpen = kinds.length > 0 && error.name === null && error.path === null;
  const meant = named.length > 0 ? named : isOpen ? ofKind : [];
  if (meant.length === 0) return [];
  const targets = new Set(meant.map(({ id }) => id));
  return [
    lostEntries(
      lost.filter(({ id }) => targets.has(id)),
      state,
      facts,
    ),
  ];
}

function isMeant(entry: LostEntry, { name, path, logicalName }: DeployError): boolean {
  if (name !== null) return entry.id === name || entry.id.endsWith(`/${name}`);
  if (path === null) return false;
  return path === entry.urn || shownName(logicalName ?? '') === shownName(entry.name);
}

/** SST shows `WebAssetFiles.sst.aws.BucketFiles` as `WebAssetFiles`. */
function shownName(logicalName: string): string {
  return logicalName.split('.')[0] ?? logicalName;
}

const nouns: Readonly<Record<string, string>> = {
  's3-bucket': 'bucket',
  'cloudfront-key-value-store': 'key-value store',
  'cloudfront-origin-access-control': 'origin access control',
  'cloudfront-origin-access-identity': 'origin access identity',
  'cloudfront-distribution': 'distribution',
};

/** Entries of a state whose resource, or the one that they work on, is gone. */
export function lostEntries(entries: readonly LostEntry[], state: StageState, facts: Facts): Cause {
  const [first] = entries;
  const names = listed(entries.map(({ name }) => shownName(name)));
  const noun = nouns[first?.kind ?? ''] ?? 'resource';
  const owner = facts.formerOwners.get(first?.id ?? '') ?? null;
  const stops = entries.some((entry) => entry.stops);
  const report = reportOf(state, facts);
  const abandon = report && removeFailed(report) ? abandonCommand(report) : null;
  return {
    code: 'lost-entries',
    title: `The ${noun} ${shortId(first?.id ?? '')} is gone, and ${names} in the state of ${pairText(state)} still ${workOf(entries)}${stops ? ': neither refresh nor another remove gets past that' : ''}.`,
    evidence: [
      ...(owner === null ? [] : [formerOwnerEvidence(owner)]),
      evidence(
        'not-in-account',
        state.location,
        `${count(entries.length, 'entry', 'entries')} of this state lead${entries.length === 1 ? 's' : ''} to ${first?.id}, which account ${facts.inventory.account} has no more.`,
      ),
    ],
    remedies: stops
      ? [
          ...stateRemoves(entries, state, facts),
          ...(abandon === null
            ? []
            : [commandRemedy(abandon, 'only where that does not help: gives the whole stage up')]),
        ]
      : [withNote(sstRemedy('refresh', state, facts), 'drops from the state what AWS has no more')],
    after: rerunRemedy(state, facts),
    recurrence: stops
      ? 'Yes, whenever it is deleted before what works on it: remove stages before the Router or bucket that they use, and let SST delete both.'
      : 'Yes, whenever something is deleted past SST.',
  };
}

function workOf(entries: readonly LostEntry[]): string {
  const [first] = entries;
  const one = entries.length === 1;
  if (first?.itself !== false) return one ? 'lists it' : 'list it';
  if (first.kind === 's3-bucket') return one ? 'wants to empty it' : 'want to empty it';
  return one ? 'writes into it' : 'write into it';
}

function formerOwnerEvidence({
  app,
  stage,
  leftAt,
  wasRemoved,
  location,
  listedAt,
}: FormerOwner): Evidence {
  const whose = `It was ${app}/${stage}'s`;
  const day = leftAt?.slice(0, 10);
  return evidence(
    'former-owner',
    location,
    day === undefined
      ? `${whose}: its state of ${listedAt.slice(0, 10)} lists it.`
      : `${whose}, which ${wasRemoved ? 'was removed' : 'let go of it'} on ${day}.`,
  );
}

/** The last part of an ARN. */
function shortId(id: string): string {
  return id.startsWith('arn:') ? (id.split('/').at(-1) ?? id) : id;
}

function unreadKinds(error: DeployError, { inventory }: Facts): readonly string[] {
  const kinds = kindsOf(error);
  return inventory.gaps
    .filter(
      ({ affects }) =>
        affects.kinds === 'all' || affects.kinds.some((kind) => kinds.includes(kind)),
    )
    .map(({ operation }) => operation);
}

function isOfListedKind(error: DeployError, { inventory }: Facts): boolean {
  const listed = new Set(inventory.kinds.map(({ kind }) => kind));
  return kindsOf(error).some((kind) => listed.has(kind));
}

/** What stops a removal or a refresh is gone itself; what stops a deploy may be what the entry names. */
function isOfEntryItself({ message }: DeployError, { run }: Facts): boolean {
  return run === 'remove' || run === 'refresh' || /\b(?:deleting|reading) [A-Z]/.test(message);
}

/** The configuration may name it, or the run looked into another account or region. */
function notInStateCause(error: DeployError, facts: Facts): Cause {
  const pair = deployingPair(error, facts);
  const [state] = pair === null ? [] : statesInQuestion(error, facts);
  const noun = nouns[error.kind ?? ''];
  const whose = error.logicalName ?? 'what failed';
  const what = error.name ?? (noun === undefined ? whose : `the ${noun} of ${whose}`);
  const unread = unreadKinds(error, facts);
  const isListed = isOfListedKind(error, facts);
  return {
    code: 'not-there',
    title: `AWS has no more, or never had, ${what}: ${error.code}.`,
    evidence: [
      evidence(
        unread.length > 0 ? 'lists-unread' : isListed ? 'no-lost-entry' : 'kind-not-listed',
        error.from,
        !isListed
          ? 'This version does not list such things, so it does not know whether a state still lists this one.'
          : unread.length > 0
            ? `Whether a state still lists it is not known: ${listed([...new Set(unread)])} could not be read.`
            : 'No state that was read lists anything of this kind that is gone, so the configuration names it, or it was made since.',
      ),
    ],
    remedies: [
      ...(state && !isListed && isOfEntryItself(error, facts)
        ? refreshOrTakeOut(error.logicalName, state, facts)
        : state
          ? [withNote(sstRemedy('refresh', state, facts), 'reads AWS once more into the state')]
          : []),
      configRemedy(
        'look for it in sst.config.ts: an id, name or ARN that is written there, or read with .get()',
        'what another stage or account owned may be gone',
      ),
    ],
    after: state ? rerunRemedy(state, facts) : unnamedRerun,
    recurrence: 'Yes, as long as something names it.',
  };
}
