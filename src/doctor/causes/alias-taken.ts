import { ownCommand } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { Resource } from '../../model/resource.ts';
import { listed } from '../../text/text.ts';
import { claimsOn, pairOfFinding, reportOf, type Claim, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { removeFailed } from '../../advice/stage-advice.ts';
import { aliasHolderCause, type AliasHolder } from './alias-holder.ts';
import { aliasNotHere } from './alias-not-here.ts';
import {
  evidence,
  commandRemedy,
  type CauseSearch,
  type NameContext,
  withCondition,
} from './cause.ts';
import { holderCause } from './held-by.ts';
import { failedRemoveCause } from './in-live-stack.ts';

/** AWS does not say which alias is taken: the project's host names and the error's own words do. */
export function aliasTakenCauses(error: DeployError, facts: Facts): CauseSearch {
  const context: NameContext = { error, facts, pair: deployingPair(error, facts) };
  const wanted = wantedAliases(error, facts);
  const holders = facts.inventory.resources.flatMap((resource) => {
    // The one that is being changed is not in its own way.
    if (resource.id === error.name) return [];
    const aliases = resource.serving?.aliases ?? [];
    const meant = aliases.filter((alias) =>
      wanted.length > 0 ? wanted.some((name) => overlaps(alias, name)) : true,
    );
    if (meant.length === 0 || (wanted.length === 0 && !mayBeMeant(resource, context))) return [];
    return [{ resource, aliases, asked: meant, finding: findingOf(resource, facts) }];
  });
  const causes = holders
    .map((holder) => withGuess(causeOf(holder, context), wanted, { holder, context }))
    .toSorted((a, b) => rank(a) - rank(b));
  return { causes, ruledOut: [], next: causes.length > 0 ? [] : aliasNotHere(wanted, context) };
}

function findingOf({ key }: Resource, { findings }: Facts) {
  return findings.find((finding) => finding.key === key) ?? null;
}

function causeOf(holder: AliasHolder, context: NameContext): Cause {
  const { resource, aliases } = holder;
  const claims = claimsOn(resource.key, context.facts);
  const own = claims.find((claim) => claim.own && claim.state?.registered !== false) ?? null;
  const cause =
    holderCauseOf(holder, { own, claims, context }) ?? aliasHolderCause(holder, own, context);
  return {
    ...cause,
    evidence: [
      evidence(
        'alias',
        resource.arn ?? resource.id,
        `The distribution ${resource.id} has the alias${aliases.length === 1 ? '' : 'es'} ${listed(aliases)}.`,
      ),
      ...cause.evidence,
    ],
    recurrence:
      cause.code === 'leftover'
        ? 'Yes, whenever its distribution stays behind: a host name is one for all of CloudFront, and never hashed.'
        : cause.recurrence,
  };
}

/** Left over, half removed, of a lost home, or still at work: as with a name. Null: it lives, or is not SST's. */
function holderCauseOf(
  { resource, aliases, finding }: AliasHolder,
  {
    own,
    claims,
    context,
  }: {
    readonly own: Claim | null;
    readonly claims: readonly Claim[];
    readonly context: NameContext;
  },
): Cause | null {
  const report = own?.state ? reportOf(own.state, context.facts) : null;
  if (own && report && removeFailed(report)) return failedRemoveCause(own, report, context);
  if (own || finding === null || !['leftover', 'busy'].includes(finding.verdict)) return null;
  const holder = {
    id: resource.id,
    key: resource.key,
    name: aliases[0] ?? '',
    kind: resource.kind,
  };
  return holderCause({ ...holder, finding, holds: 'has the alias' }, claims, context);
}

/**
 * Without the project or the alias in the output the cause is a guess, and is told as one: no alias is moved
 * because of it.
 */
function withGuess(
  cause: Cause,
  wanted: readonly string[],
  { holder, context }: { readonly holder: AliasHolder; readonly context: NameContext },
): Cause {
  if (wanted.length > 0) return cause;
  const { aliases } = holder;
  const guess =
    cause.code === 'live-alias' && isOfAnother(holder, context)
      ? {
          ...cause,
          remedies: aliases.map((host) =>
            commandRemedy(
              ownCommand('doctor', { operands: ['CNAMEAlreadyExists', host] }),
              'where this is the host: says how to move it, or what else to do',
            ),
          ),
        }
      : cause;
  return withCondition(`${listed(aliases, 'or')} is the alias`, guess);
}

function isOfAnother({ finding }: AliasHolder, { pair }: NameContext): boolean {
  const owner = finding === null ? null : pairOfFinding(finding);
  return pair !== null && owner !== null && (owner.app !== pair.app || owner.stage !== pair.stage);
}

const order = ['leftover', 'own-alias', 'failed-remove'];

function rank({ code }: Cause): number {
  const found = order.indexOf(code);
  return found === -1 ? order.length : found;
}

/** Without a name, only holders that nothing live claims come into question, and those of the same app. */
function mayBeMeant(resource: Resource, { pair, facts }: NameContext): boolean {
  const finding = findingOf(resource, facts);
  if (finding === null || finding.verdict === 'protected') return false;
  return finding.verdict !== 'live' || (pair !== null && finding.app === pair.app);
}

const hostName = /(?<![\w.-])(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w-])/gi;
const notAliases =
  /(?:^|\.)(?:amazonaws\.com|aws\.amazon\.com|cloudfront\.net|sst\.dev|sst\.aws|github\.com|pulumi\.com|npmjs\.com)$|\.(?:ts|js|mjs|cjs|go|json|log|yml|lock|md|sh|html)$/i;

function wantedAliases({ message, name }: DeployError, { project }: Facts): readonly string[] {
  const hosts = [...`${message} ${name ?? ''}`.matchAll(hostName)].map(([host]) =>
    host.toLowerCase(),
  );
  return [...new Set([...hosts, ...(project?.domains ?? [])])].filter(
    (host) => !notAliases.test(host),
  );
}

/** A wildcard and a name below it exclude each other too. */
function overlaps(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const under = (wild: string, name: string) =>
    wild.startsWith('*.') && name.split('.').slice(1).join('.') === wild.slice(2);
  return a === b || under(a, b) || under(b, a);
}
