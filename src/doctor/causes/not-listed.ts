import type { Cause, Remedy } from '../../model/diagnosis.ts';
import { isProductionName } from '../../model/production-name.ts';
import type { AppStage } from '../../model/resource.ts';
import { removeFailed } from '../../advice/stage-advice.ts';
import { pairText, reportOf, statesOf, type Facts } from '../facts.ts';
import { kindsOf } from '../holders.ts';
import { unlistedKindOf, typeText, type ResourcePlace } from '../unlisted.ts';
import {
  evidence,
  configRemedy,
  deployRemedy,
  withNote,
  removalCommand,
  type NameContext,
  renamingRemedy,
} from './cause.ts';
import { importRemedies } from './kept.ts';

/** A kind that this version does not list: the facts that need no list, and the commands that show more. */
export function notListedCauses({ error, facts, pair }: NameContext): readonly Cause[] {
  const { inventory, project } = facts;
  const { name } = error;
  if (name === null || error.nameIsCut || kindsOf(error).some((kind) => isListed(kind, facts)))
    return [];
  const unlisted = unlistedKindOf(`${error.path ?? ''} ${error.message}`);
  const isOnlyOne = unlisted?.isOnlyOne === true;
  const what = unlisted?.noun ?? typeText(error) ?? 'thing';
  const owners = ownersByName(name, facts);
  const owner = owners.length === 1 ? (owners[0] ?? null) : null;
  const region =
    error.region ?? (owner ? regionOf(owner, facts) : null) ?? project?.region ?? 'us-east-1';
  const place: ResourcePlace = { name, region, account: inventory.account };
  return [
    {
      code: 'not-listed',
      title: `${anOf(what)} called ${name} is there. This version does not list them, so its owner is not proven.`,
      evidence: [
        evidence('aws-refused', error.from, `AWS refused to make it: ${error.code}.`),
        evidence(
          'name-fits',
          owner === null ? inventory.account : pairText(owner),
          owner === null
            ? 'Its name is that of no known stage alone.'
            : `Its name is that of ${pairText(owner)}, which ${statusOf(owner, facts)}.`,
        ),
      ],
      evidenceShown: 2,
      remedies: [
        ...(owner === null ? [] : (failedRemoveOf(owner, facts) ?? [])),
        ...(unlisted?.look(place) ?? []),
        ...(unlisted?.share && (isOnlyOne || !isOfStack(error))
          ? [unlisted.share(place, error.component ?? error.logicalName)]
          : []),
        ...(isOnlyOne ? [] : isChosen(name) ? otherwise(error) : []),
        ...(isOnlyOne
          ? []
          : importRemedies(error, name).map((remedy) =>
              isChosen(name) ? withNote(remedy, onlyIfNobodys) : remedy,
            )),
        ...(isOnlyOne || isChosen(name)
          ? []
          : [renamingRemedy({ gives: 'makes a new one beside it', isSecond: true })]),
        ...(owner && mayBeDeleted(owner, facts) ? (unlisted?.copy?.(place) ?? []) : []),
      ],
      after: deployRemedy(pair ?? owner),
      recurrence: isChosen(name)
        ? 'Yes, as long as two stages, stacks or apps ask for the same one.'
        : 'Yes, after every removal that leaves it, until names end in a random hash: SST 3.8.0 or later.',
    },
  ];
}

/** CloudFormation and SST v2 know no component of SST v3. */
function isOfStack({ message, stack }: NameContext['error']): boolean {
  return stack !== null || /AWS::|CREATE_FAILED/.test(message);
}

/** A domain, an address or a path: sst.config.ts sets it, and no component's name is part of it. */
function isChosen(name: string): boolean {
  return /[@/]|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i.test(name) && !name.endsWith('.fifo');
}

const onlyIfNobodys =
  'only if no other stage, stack or app has it: what is removed first would delete it for both';

function otherwise({ component }: NameContext['error']): readonly Remedy[] {
  return [
    configRemedy(
      `say another one for ${component ?? 'the component'} in sst.config.ts`,
      'where another stage has it, one of its own for each',
    ),
  ];
}

function anOf(what: string): string {
  return `${/^[aeiou]/i.test(what) ? 'An' : 'A'} ${what}`;
}

function isListed(kind: string, { inventory }: Facts): boolean {
  return inventory.kinds.some((facts) => facts.kind === kind);
}

/** Known stages whose `<app>-<stage>-` the name begins with: a sign, and no more. */
function ownersByName(name: string, { inventory }: Facts): readonly AppStage[] {
  const bare = name.replace(/^\/aws\/lambda\//, '');
  const known = new Map(
    inventory.stages.map(({ app, stage }) => [`${app}/${stage}`, { app, stage }]),
  );
  return [...known.values()].filter(({ app, stage }) => bare.startsWith(`${app}-${stage}-`));
}

function regionOf(owner: AppStage, facts: Facts): string | null {
  const regions = new Set(statesOf(owner, facts).map(({ region }) => region));
  return regions.size === 1 ? ([...regions][0] ?? null) : null;
}

function failedRemoveOf(owner: AppStage, facts: Facts): readonly Remedy[] | null {
  const state = statesOf(owner, facts).find((each) => {
    const report = reportOf(each, facts);
    return report !== null && removeFailed(report);
  });
  const remove =
    state && removalCommand(reportOf(state, facts), facts, 'its remove failed: run it again first');
  return remove ? [remove] : null;
}

/** Printed commands are run by somebody at night: none may delete a resource that a stage still needs. */
function mayBeDeleted(owner: AppStage, facts: Facts): boolean {
  return !isProductionName(owner.stage) && isRemoved(owner, facts);
}

function isRemoved(owner: AppStage, facts: Facts): boolean {
  const statuses = statusesOf(owner, facts);
  return statuses.size === 1 && statuses.has('removed');
}

function statusesOf(owner: AppStage, facts: Facts): ReadonlySet<string> {
  return new Set(statesOf(owner, facts).flatMap((state) => reportOf(state, facts)?.status ?? []));
}

function statusOf(owner: AppStage, facts: Facts): string {
  if (isRemoved(owner, facts)) return 'was removed';
  const statuses = statusesOf(owner, facts);
  if (statuses.has('live')) return 'lives';
  return statuses.has('removed') || statuses.has('unknown')
    ? 'is not certainly removed'
    : 'was not removed';
}
