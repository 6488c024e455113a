import { flag, foreignCommand, ownCommand, type Sentence } from '../../model/command.ts';
import type { Resource } from '../../model/resource.ts';
import { listed } from '../../text/text.ts';
import { claimsOn } from '../facts.ts';
import type { NameContext } from './cause.ts';

/** Of the aliases that this account has. */
const namedAtMost = 5;

/** Another account has it only where the name is known and every distribution of this one was read. */
export function aliasNotHere(wanted: readonly string[], context: NameContext): readonly Sentence[] {
  const { inventory } = context.facts;
  const here = inventory.resources.flatMap(({ serving }) => serving?.aliases ?? []);
  const unread = inventory.gaps.find(
    ({ affects }) => affects.kinds === 'all' || affects.kinds.includes('cloudfront-distribution'),
  );
  if (wanted.length === 0) {
    return [
      'The output does not say which host name: run it in the project’s folder, or type the host name behind the code.',
      ...[...new Set(here)]
        .sort()
        .slice(0, namedAtMost)
        .map((host) => [
          `If it is ${host}: `,
          ownCommand('doctor', { operands: ['CNAMEAlreadyExists', host] }),
          '.',
        ]),
    ];
  }
  return [
    unread
      ? `Not every distribution of account ${inventory.account} was read (${unread.operation}): one of them may have ${listed(wanted)}.`
      : `No distribution of account ${inventory.account} has ${listed(wanted)}: another account has it, a distribution tenant, or one that AWS keeps out of sight for an edge-optimized domain of API Gateway or a domain of Cognito.`,
    askingAws(wanted[0] ?? '', context),
  ];
}

/** AWS tells it only for a distribution of one's own whose certificate covers the name. */
function askingAws(host: string, { error, pair, facts }: NameContext): Sentence {
  const isOfStage = ({ key }: Resource) =>
    claimsOn(key, facts).some(
      (claim) => claim.own && claim.pair?.app === pair?.app && claim.pair?.stage === pair?.stage,
    );
  const own = facts.inventory.resources.filter(({ kind }) => kind === 'cloudfront-distribution');
  const target = own.find(({ id }) => id === error.name) ?? own.find(isOfStage);
  if (!target)
    return 'AWS tells whose it is, by list-conflicting-aliases of its CLI for CloudFront, for any distribution of yours whose certificate covers the name.';
  const ask = foreignCommand('aws', ['cloudfront', 'list-conflicting-aliases'], {
    flags: [flag('--distribution-id', target.id), flag('--alias', host)],
  });
  return [
    `Where the certificate of ${target.id} covers the name, AWS tells whose it is: `,
    ask,
    '.',
  ];
}
