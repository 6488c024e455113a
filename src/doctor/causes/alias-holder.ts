import { flag, foreignCommand } from '../../model/command.ts';
import type { Cause, Remedy } from '../../model/diagnosis.ts';
import type { Evidence, Finding } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import { listed } from '../../text/text.ts';
import { isInUse } from '../../plan/offers.ts';
import { explainCommand } from '../commands.ts';
import { pairOfFinding, pairText, type Claim } from '../facts.ts';
import { evidence, commandRemedy, configRemedy, deployRemedy, type NameContext } from './cause.ts';

/** A distribution that has an alias which a deploy asked for. */
export interface AliasHolder {
  readonly resource: Resource;
  /** Every alias of the distribution. */
  readonly aliases: readonly string[];
  /** Those that the deploy asked for. */
  readonly asked: readonly string[];
  /** Null: nothing makes it SST's. */
  readonly finding: Finding | null;
}

/**
 * CloudFront lets one distribution only have a host as its alias, whatever account it is in, so an alias is
 * no matter of SST's names. The alias is moved, or taken off its holder first, or another host is chosen. A
 * holder that lives is not deleted.
 */
export function aliasHolderCause(
  holder: AliasHolder,
  own: Claim | null,
  context: NameContext,
): Cause {
  const { resource, aliases, finding } = holder;
  const { pair } = context;
  const hosts = listed(aliases);
  const owner = own?.pair ?? (finding ? pairOfFinding(finding) : null);
  const isSame = pair !== null && owner?.app === pair.app && owner.stage === pair.stage;
  const stack = own?.stack ?? null;
  const whose =
    stack !== null
      ? ` of the stack ${stack.name}${owner === null ? '' : ` of ${pairText(owner)}`} (SST v2)`
      : owner === null
        ? ''
        : ` of ${pairText(owner)}`;
  const isForeign = finding === null && own === null;
  // A second distribution of one stage: a component that is called otherwise now, or is of another type.
  if (own !== null && own.stack === null && isSame && !isChange(context.error))
    return secondOfStage(holder, own, context);
  const isLiving = own !== null || finding?.verdict === 'live' || finding?.verdict === 'protected';
  return {
    code: isForeign
      ? 'foreign-alias'
      : !isLiving
        ? 'unproven-alias'
        : isSame && !own?.stack
          ? 'own-alias'
          : 'live-alias',
    title: isForeign
      ? `The distribution ${resource.id}, which is not SST’s, serves ${hosts}: leave it alone, or take the alias off it on purpose.`
      : isLiving
        ? `The distribution ${resource.id}${whose} lives and serves ${hosts}: do not delete it.`
        : `The distribution ${resource.id}${whose} has ${hosts}, and no state lists it: it may be left over, which is not proven.`,
    evidence: [...claimEvidence(own), ...(isLiving ? [] : (finding?.evidence ?? []))],
    remedies: [
      ...(isLiving || isForeign
        ? []
        : [commandRemedy(explainCommand(resource.id), 'look first: who uses it')]),
      ...(isSame || !(isLiving || isForeign || (finding !== null && isInUse(finding)))
        ? moveRemedies(holder, context)
        : []),
      isForeign || !isLiving
        ? configRemedy(
            `take ${hosts} off ${resource.id}`,
            'in the CloudFront console, or where it was set up',
          )
        : configRemedy(
            `take ${hosts} out of the domain of ${own?.stack ? `the v2 stack ${own.stack.name}` : pairText(owner)} and deploy that first`,
            `until this one is deployed ${aliases.length === 1 ? 'the host is' : 'the hosts are'} served by nobody`,
          ),
      configRemedy('or give this stage another domain in sst.config.ts'),
      ...(isLiving ? [commandRemedy(explainCommand(resource.id), 'who uses it')] : []),
    ],
    after: deployRemedy(pair),
    recurrence: 'Yes, as long as two distributions want one host name.',
  };
}

function isChange({ name }: NameContext['error']): boolean {
  return name !== null && distributionId.test(name);
}

function secondOfStage(
  { resource, aliases }: AliasHolder,
  own: Claim,
  { pair }: NameContext,
): Cause {
  const hosts = listed(aliases);
  return {
    code: 'own-alias',
    title: `The distribution ${resource.id} of ${pairText(own.pair)} itself serves ${hosts}, and the deploy makes a second one for it.`,
    evidence: claimEvidence(own),
    remedies: [
      configRemedy(
        'give the component its old name and type again in sst.config.ts',
        `then SST changes ${resource.id} instead`,
      ),
      configRemedy(
        'or deploy it once without its domain, then once with it',
        `SST deletes ${resource.id} in the first: until the second ${aliases.length === 1 ? 'the host is' : 'the hosts are'} served by nobody`,
      ),
    ],
    after: deployRemedy(pair),
    recurrence: 'Yes, whenever a component with a domain gets another name or type.',
  };
}

function claimEvidence(own: Claim | null): readonly Evidence[] {
  if (own === null) return [];
  const what =
    own.stack === null ? `The state of ${pairText(own.pair)}` : `The stack ${own.stack.name}`;
  return [evidence('claimed', own.source, `${what} in ${own.region} lists it as its own.`)];
}

const distributionId = /^E[A-Z0-9]{9,20}$/;

/**
 * For a holder that is out of use, or is the same stage's, as after a change of SST's version: whoever gets
 * a living one's host answers its visitors. CloudFront moves an alias to a distribution of the same account without a gap, if its
 * certificate covers it.
 */
function moveRemedies(
  { resource, asked }: AliasHolder,
  { error, pair, facts }: NameContext,
): readonly Remedy[] {
  const named = error.name !== null && distributionId.test(error.name) ? error.name : null;
  const target = named ?? targetOf(resource, { pair, facts });
  if (target === null) {
    return [
      configRemedy(
        'deploy this stage once without its domain, then ask again: the alias can be moved to its distribution',
        'moving it takes no downtime',
      ),
    ];
  }
  return asked.map((alias) =>
    commandRemedy(
      foreignCommand('aws', ['cloudfront', 'associate-alias'], {
        flags: [flag('--target-distribution-id', target), flag('--alias', alias)],
      }),
      `moves it to ${target} without downtime; a certificate for it must be on ${target} first`,
    ),
  );
}

/** The stage's own distribution, where it has one only. */
function targetOf(
  holder: Resource,
  { pair, facts }: Pick<NameContext, 'pair' | 'facts'>,
): string | null {
  if (pair === null) return null;
  const own = facts.inventory.stages
    .filter(({ app, stage }) => app === pair.app && stage === pair.stage)
    .flatMap(({ current }) => current?.owned ?? [])
    .filter(
      ({ type, id }) => type === 'aws:cloudfront/distribution:Distribution' && id !== holder.id,
    );
  return own.length === 1 ? (own[0]?.id ?? null) : null;
}
