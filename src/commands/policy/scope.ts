import { UserError } from '../../model/errors.ts';
import type { Kind } from '../../model/kind.ts';
import { kinds } from '../../kinds/index.ts';
import { policyNames, type PairPattern } from '../../sst/policy-names.ts';
import { plain } from '../../text/text.ts';
import type { Condition } from '../../scan/permissions.ts';

/** What the writes of a policy are narrowed to. */
export interface PolicyScope {
  /** Null: whichever account has the role. */
  readonly account: string | null;
  /** Every app with every stage; empty: nothing is narrowed. */
  readonly pairs: readonly PairPattern[];
}

export const wholeAccount: PolicyScope = { account: null, pairs: [] };

/** Of `--account`, `--app` and `--stage`. */
export function policyScope(
  account: string | null,
  given: { readonly app?: readonly string[]; readonly stage?: readonly string[] },
): PolicyScope {
  const apps = patternsOf('--app', given.app);
  const stages = patternsOf('--stage', given.stage);
  const pairs = apps.flatMap((app) => stages.map((stage) => ({ app, stage })));
  return { account, pairs: pairs.filter(({ app, stage }) => app !== null || stage !== null) };
}

function patternsOf(
  flag: string,
  given: readonly string[] | undefined,
): readonly (string | null)[] {
  if (given === undefined || given.length === 0) return [null];
  for (const text of given) {
    if (/^[A-Za-z0-9*?-]+$/.test(text)) continue;
    throw new UserError('INVALID_OPTION', `${flag} is "${plain(text)}", which IAM cannot match.`, {
      hint: 'In a policy there are letters, digits, hyphens, * and ?. Repeat the flag for several.',
      flag,
    });
  }
  return given;
}

/** Names of this kind's resources, as IAM's patterns; one star where nothing is narrowed. */
export function namesIn({ pairs }: PolicyScope, kind: Kind): readonly string[] {
  const facts = kinds.find((module) => module.facts.kind === kind)?.facts;
  if (!facts || pairs.length === 0) return ['*'];
  return [...new Set(pairs.flatMap((pair) => policyNames(pair, facts)))];
}

/** SST's tags of the pairs; null: nothing is narrowed. */
export function tagCondition({ pairs }: PolicyScope): Condition | null {
  if (pairs.length === 0) return null;
  const valuesOf = (values: readonly (string | null)[]) => [
    ...new Set(values.flatMap((value) => value ?? [])),
  ];
  const apps = valuesOf(pairs.map(({ app }) => app));
  const stages = valuesOf(pairs.map(({ stage }) => stage));
  return {
    StringLike: {
      ...(apps.length > 0 && { 'aws:ResourceTag/sst:app': apps }),
      ...(stages.length > 0 && { 'aws:ResourceTag/sst:stage': stages }),
    },
  };
}
