import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import { listed } from '../../report/text.ts';
import { claimsOn, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { because, type Found, type NameContext } from './cause.ts';
import { heldBy } from './held-by.ts';
import { inLiveStack } from './in-live-stack.ts';

/** AWS does not say which alias is taken: the project's host names and the error's own words do. */
export function aliasTaken(error: DeployError, facts: Facts): Found {
  const pair = deployingPair(error, facts);
  const context: NameContext = { error, facts, pair };
  const wanted = wantedAliases(error, facts);
  const holders = facts.inventory.resources.flatMap((resource) => {
    const alias = resource.serving?.aliases.find((each) =>
      wanted.length > 0 ? wanted.some((name) => overlaps(each, name)) : true,
    );
    const finding = facts.findings.find(({ key }) => key === resource.key) ?? null;
    return alias === undefined || (wanted.length === 0 && !mayBeMeant(finding, context))
      ? []
      : [{ resource, alias, finding }];
  });
  const causes = holders
    .map((each) => hedged(causeOf(each, context), wanted.length > 0 ? null : each.alias))
    .toSorted((a, b) => rank(a) - rank(b));
  return { causes, ruledOut: [], next: causes.length > 0 ? [] : whereToLook(wanted, facts) };
}

function causeOf(
  {
    resource,
    alias,
    finding,
  }: { readonly resource: Resource; readonly alias: string; readonly finding: Finding | null },
  context: NameContext,
): Cause {
  const holder = { id: resource.id, key: resource.key, name: alias, kind: resource.kind, finding };
  const claims = claimsOn(resource.key, context.facts);
  const cause = claims.some(({ own, state }) => own && state?.registered !== false)
    ? inLiveStack(holder, claims, context)
    : heldBy(holder, claims, context);
  return {
    ...cause,
    why: [
      because(
        'alias',
        resource.arn ?? resource.id,
        `The distribution ${resource.id} has the alias ${alias}.`,
      ),
      ...cause.why,
    ],
    again:
      cause.code === 'leftover'
        ? 'Yes, after every removal that leaves its distribution behind: an alias is never hashed.'
        : cause.again,
  };
}

/** Without the project or the alias in the output it is a guess, and said to be one. */
function hedged(cause: Cause, alias: string | null): Cause {
  return alias === null ? cause : { ...cause, title: `If ${alias} is the alias: ${cause.title}` };
}

function rank({ code }: Cause): number {
  return code === 'leftover' ? 0 : code === 'failed-remove' ? 1 : 2;
}

/** Without a name only what nothing live holds comes into question. */
function mayBeMeant(finding: Finding | null, { pair }: NameContext): boolean {
  if (finding === null || finding.verdict === 'protected') return false;
  return (
    finding.verdict !== 'live' ||
    (pair !== null && finding.app === pair.app && finding.stage === pair.stage)
  );
}

const hostName = /\b(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}\b/gi;
const notAliases = /amazonaws\.com$|cloudfront\.net$|sst\.dev$|\.(?:ts|js|go|json)$/i;

function wantedAliases({ message, name }: DeployError, { project }: Facts): readonly string[] {
  const said = [...`${message} ${name ?? ''}`.matchAll(hostName)].map(([host]) =>
    host.toLowerCase(),
  );
  return [...new Set([...said, ...(project?.domains ?? [])])].filter(
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

function whereToLook(wanted: readonly string[], { inventory }: Facts): readonly string[] {
  return [
    `No distribution of account ${inventory.account} has ${wanted.length > 0 ? listed(wanted) : 'an alias that is in question'}: another account, or a distribution tenant, has it.`,
    'AWS tells whose it is: list-conflicting-aliases of "aws cloudfront", for any distribution of yours whose certificate covers the name.',
  ];
}
