import { foreignCommand, ownCommand, type Sentence } from '../../model/command.ts';
import type { Cause, DeployError, RuledOut } from '../../model/diagnosis.ts';
import type { Gap } from '../../model/gap.ts';
import { listed } from '../../text/text.ts';
import { claimsOn, pairText, statesOf, versionsOf, type Facts } from '../facts.ts';
import {
  deployingPair,
  generationOf,
  holdersOf,
  isGlobal,
  kindsOf,
  type Holder,
} from '../holders.ts';
import {
  evidence,
  type CauseSearch,
  type NameContext,
  hashedNamesRemedy,
  deployingVersion,
} from './cause.ts';
import { holderCause } from './held-by.ts';
import { claimedHolderCause } from './in-live-stack.ts';
import { notListedCauses } from './not-listed.ts';
import { ofNamedStack } from './stack.ts';
import { foreignBucketCauses } from './somebody-elses-bucket.ts';

/**
 * A name that is taken: its holder decides the remedy. Two habits make it likely and are told besides: names
 * without a hash, and one stage in two regions.
 */
export function nameTakenCauses(error: DeployError, facts: Facts): CauseSearch {
  const inStack = ofNamedStack(error, facts);
  if (inStack) return { causes: [inStack], ruledOut: [], next: [] };
  const holders = holdersOf(error, facts);
  const pair = deployingPair(error, facts);
  const context: NameContext = { error, facts, pair };
  const held = holders
    .flatMap((holder) => causeOf(holder, context))
    .toSorted((a, b) => rank(a) - rank(b));
  const causes = held.length > 0 ? held : withoutHolder(context);
  const all = [...causes, ...otherRegion(causes, context), ...fixedNames(causes, context)];
  return {
    causes: all,
    ruledOut: ruledOut(all, context),
    next: causes.length > 0 ? [] : whereToLook(context),
  };
}

function causeOf(holder: Holder, context: NameContext): readonly Cause[] {
  const claims = claimsOn(holder.key, context.facts);
  if (claims.some(({ own, state }) => own && state?.registered !== false)) {
    return [claimedHolderCause(holder, claims, context)];
  }
  return [holderCause(holder, claims, context)];
}

const order = ['failed-remove', 'leftover', 'two-regions', 'own-state', 'other-stage'];

function rank({ code }: Cause): number {
  const found = order.indexOf(code);
  return found === -1 ? order.length : found;
}

function withoutHolder(context: NameContext): readonly Cause[] {
  return [...foreignBucketCauses(context), ...notListedCauses(context)];
}

/** The stage has a state in more than one region, and global names are one for all of them. */
function otherRegion(
  causes: readonly Cause[],
  { error, pair, facts }: NameContext,
): readonly Cause[] {
  if (!kindsOf(error).some(isGlobal)) return [];
  if (causes.length === 0 || pair === null || causes.some(({ code }) => code === 'two-regions'))
    return [];
  const held = statesOf(pair, facts).filter(({ current }) => (current?.resources ?? 0) > 0);
  const regions = [...new Set(held.map(({ region }) => region))].sort();
  if (regions.length < 2) return [];
  return [
    {
      code: 'two-regions',
      title: `${pairText(pair)} is deployed from ${listed(regions)}, and CloudFront is one for all regions.`,
      evidence: held.map(({ location, region }) =>
        evidence('state-in-region', location, `Its state in ${region} lists resources.`),
      ),
      remedies: [
        {
          type: 'config',
          text: `providers: { aws: { region: "${regions[0]}" } }`,
          note: 'in sst.config.ts: pin the one region that the stage is to live in',
        },
      ],
      after: null,
      recurrence:
        'Yes, whenever somebody deploys with another AWS_REGION: the pinned region stops it.',
    },
  ];
}

function fixedNames(causes: readonly Cause[], context: NameContext): readonly Cause[] {
  const { error, pair } = context;
  if (isExplained(causes) || generationAsked(context) !== 'plain') return [];
  const last = deployingVersion(context);
  return [
    {
      code: 'names-without-hash',
      title: 'The name has no random hash: every deploy asks for the same one.',
      evidence: [
        evidence(
          'plain-name',
          pair === null ? error.from : pairText(pair),
          last === null
            ? 'SST before 3.8.0 made such names.'
            : `SST before 3.8.0 made such names, and what has one keeps it; ${pair === null ? 'the run was of' : `${pairText(pair)} is run with`} SST ${last}.`,
        ),
      ],
      remedies: [hashedNamesRemedy(context)],
      after: null,
      recurrence: 'Yes, with every leftover, until SST 3.8.0 or later makes the names.',
    },
  ];
}

/** How the name is made that was asked for; null: it is not SST's, or not whole. */
function generationAsked({ error, pair }: NameContext): ReturnType<typeof generationOf> {
  const [kind = error.kind ?? 'other'] = kindsOf(error);
  return error.name === null || error.nameIsCut ? null : generationOf(error.name, kind, pair);
}

/** Another stage or the stage's own state held it: then the missing hash was the cause already. */
function isExplained(causes: readonly Cause[]): boolean {
  return causes.some(({ code }) =>
    ['own-state', 'other-stage', 'bucket-of-somebody-else', 'lost-from-state'].includes(code),
  );
}

function ruledOut(causes: readonly Cause[], context: NameContext): readonly RuledOut[] {
  const { error, facts, pair } = context;
  const has = (code: string) => causes.some((cause) => cause.code === code);
  const regions = pair === null ? [] : versionsOf(pair, facts).regions;
  // An unread list rules out nothing, and a known holder leaves no question open.
  const isOpen =
    error.name === null ||
    gapsOf(context).length > 0 ||
    causes.some(({ code }) => mayBeLeft.has(code));
  return [
    ...(isOpen ? [] : [{ code: 'leftover', reason: 'a leftover (none of this name was found)' }]),
    ...(has('two-regions') ||
    pair === null ||
    regions.length === 0 ||
    !kindsOf(error).some(isGlobal)
      ? []
      : [
          {
            code: 'two-regions',
            reason: `a second region (${pairText(pair)} has a state in ${listed(regions)} only)`,
          },
        ]),
    ...(has('names-without-hash') || generationAsked(context) !== 'tail'
      ? []
      : [{ code: 'names-without-hash', reason: 'a name without a hash (it ends in one)' }]),
  ].slice(0, 3);
}

/** Causes that say that the holder may be a leftover. */
const mayBeLeft: ReadonlySet<string> = new Set([
  'leftover',
  'failed-remove',
  'not-listed',
  'lost-from-state',
  'kept-on-purpose',
]);

function gapsOf({ error, facts }: NameContext): readonly Gap[] {
  const kinds = kindsOf(error);
  return facts.inventory.gaps.filter(
    ({ affects }) => affects.kinds === 'all' || affects.kinds.some((kind) => kinds.includes(kind)),
  );
}

function whereToLook(context: NameContext): readonly Sentence[] {
  const { error, facts } = context;
  const { inventory } = facts;
  const gaps = gapsOf(context);
  return [
    ...(gaps.length > 0
      ? [
          `What holds it may be in what could not be read: ${listed([...new Set(gaps.map((gap) => gap.operation))])}. With that permission look once more.`,
        ]
      : []),
    ...(error.name === null
      ? [
          [
            'What was to be made stands there without its name. A sweep of all that is proven to be left over may free it: ',
            ownCommand('scan'),
            ' lists that.',
          ] as const,
        ]
      : [
          gaps.length > 0
            ? 'Nothing that could be read bears this name.'
            : 'Nothing bears this name now, so it may have been freed since: deploy again.',
          [
            'If it fails again, compare ',
            foreignCommand('aws', ['sts', 'get-caller-identity']),
            ` of the deploy with account ${inventory.account}.`,
          ],
        ]),
  ];
}
