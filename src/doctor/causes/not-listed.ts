import { flag, foreignCommand } from '../../model/command.ts';
import type { Cause, Remedy } from '../../model/diagnosis.ts';
import type { Kind } from '../../model/kind.ts';
import type { AppStage } from '../../model/resource.ts';
import { removeFailed } from '../../report/stage-advice.ts';
import { pairText, reportOf, statesOf, type Facts } from '../facts.ts';
import { kindsOf } from '../holders.ts';
import { because, command, deployAgain, noted, sstIn, type NameContext } from './cause.ts';

interface Look {
  readonly what: string;
  /** How to see who uses it, and how to delete it, with AWS's own commands. */
  remedies(
    name: string,
    place: { readonly region: string; readonly account: string },
  ): readonly Remedy[];
}

const looks: Readonly<Partial<Record<Kind, Look>>> = {
  // Of what has no kind, only IAM's policies have names that can be taken (errors/codes.ts).
  other: {
    what: 'policy',
    remedies: (name, { account }) => {
      const flags = [flag('--policy-arn', `arn:aws:iam::${account}:policy/${name}`)];
      return [
        command(
          foreignCommand('aws', ['iam', 'list-entities-for-policy'], { flags }),
          'shows what it is attached to',
        ),
        command(
          foreignCommand('aws', ['iam', 'delete-policy'], { flags }),
          'only if it is attached to nothing; delete its other versions first',
        ),
      ];
    },
  },
};

/** A kind that this version does not list: what is known without it, and how to look. */
export function notListed({ error, facts, pair }: NameContext): readonly Cause[] {
  const { inventory, project } = facts;
  const kind = kindsOf(error).find((each) => looks[each] && !isListed(each, facts));
  const look = kind === undefined ? undefined : looks[kind];
  const { name } = error;
  if (!look || name === null || error.nameIsCut) return [];
  const owners = ownersByName(name, facts);
  const owner = owners.length === 1 ? (owners[0] ?? null) : null;
  const region = error.region ?? project?.region ?? (owner ? regionOf(owner, facts) : null);
  const failed = owner === null ? null : failedRemoveOf(owner, facts);
  return [
    {
      code: 'not-listed',
      title: `A ${look.what} of this name is there; this version does not list them, so nothing is proven.`,
      why: [
        because('aws-refused', error.from, `AWS refused to make it: ${error.code}.`),
        because(
          'name-fits',
          owner === null ? inventory.account : pairText(owner),
          owner === null
            ? 'Its name is that of no known stage alone.'
            : `Its name is that of ${pairText(owner)}, which ${statusOf(owner, facts)}.`,
        ),
      ],
      do: [
        ...(failed ?? []),
        ...look.remedies(name, { region: region ?? 'us-east-1', account: inventory.account }),
      ],
      after: deployAgain(pair ?? owner),
      again:
        'Yes, after every incomplete removal, until names end in a random hash: SST 3.8.0 or later.',
    },
  ];
}

function isListed(kind: Kind, { inventory }: Facts): boolean {
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
  return state
    ? [noted(sstIn('remove', state, facts), 'its remove failed: run it again first')]
    : null;
}

function statusOf(owner: AppStage, facts: Facts): string {
  const statuses = new Set(
    statesOf(owner, facts).flatMap((state) => reportOf(state, facts)?.status ?? []),
  );
  if (statuses.size === 1 && statuses.has('removed')) return 'was removed';
  return statuses.has('live') ? 'lives' : 'is not certainly removed';
}
