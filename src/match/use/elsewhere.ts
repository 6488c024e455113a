import type { AccountNames } from '../../model/elsewhere.ts';
import type { Evidence } from '../../model/finding.ts';
import type { KindFacts } from '../../model/kind.ts';
import { nativeId, type Resource } from '../../model/resource.ts';
import { evidence } from '../decision.ts';

/** One resource, and everything by which other accounts may know it. */
export interface NamedResource {
  /** The account that it is in. */
  readonly account: string;
  readonly resource: Resource;
  readonly facts: Pick<KindFacts, 'regional' | 'idsAreUnique'>;
  /** Hosts of a function's URLs, where they were looked up. */
  readonly hosts: readonly string[];
}

/**
 * Other accounts that name a resource: by a configuration, or in a current state or a live stack. Names that
 * any account may have too count only behind this account's number, as in an ARN. What names it there is
 * taken for alive: when it is deleted, the next run knows it no more.
 */
export function namedElsewhere(
  named: NamedResource,
  others: readonly AccountNames[],
): readonly Evidence[] {
  return others.flatMap((other) => {
    if (other.account === named.account) return [];
    const reference = referenceTo(named, other);
    if (reference) {
      return [
        evidence(
          'used-elsewhere',
          `${other.account}/${reference.from}`,
          `${reference.from} of account ${other.account} uses it (${reference.relation}).`,
        ),
      ];
    }
    if (!isWordOf(named, other)) return [];
    return [
      evidence(
        'named-elsewhere',
        other.account,
        `A state or a stack of account ${other.account} names it.`,
      ),
    ];
  });
}

function referenceTo({ resource, facts, hosts }: NamedResource, { references }: AccountNames) {
  const { key, arn, identifiers, serving } = resource;
  const texts = [
    // Another account's function or role may have the same name, and so the same key.
    ...(facts.idsAreUnique ? [key] : []),
    ...(arn === null ? [] : [arn]),
    ...identifiers,
    ...hosts,
    ...(serving?.aliases ?? []),
  ];
  for (const text of texts) {
    const name = text.toLowerCase();
    const found = isAddress(name) ? references.get(name) : undefined;
    if (found) return found;
    // An origin may name a distribution by any host of its wildcard.
    if (!name.startsWith('*.')) continue;
    for (const [host, reference] of references) if (host.endsWith(name.slice(1))) return reference;
  }
  return null;
}

/** A key, an ARN or a host: a bare name may be one of several accounts. */
function isAddress(text: string): boolean {
  return /[.:]/.test(text);
}

function isWordOf(
  { account, resource, facts, hosts }: NamedResource,
  other: AccountNames,
): boolean {
  const id = nativeId(resource, facts).toLowerCase();
  if (!facts.idsAreUnique) {
    return (
      wordsIn(id).every((word) => other.hasWordOf(account, word)) ||
      hosts.some((host) => isWhole(host, other))
    );
  }
  const domains = resource.identifiers.filter((text) => /^[a-z0-9]+\.cloudfront\.net$/i.test(text));
  return [id, ...domains].some((text) => isWhole(text, other));
}

function isWhole(text: string, other: AccountNames): boolean {
  return wordsIn(text.toLowerCase()).every((word) => other.hasWord(word));
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[a-z0-9_-]+/g) ?? [];
}
