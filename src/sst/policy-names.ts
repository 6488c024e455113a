import type { NameRules } from './names.ts';

/** What somebody narrows to: names, or patterns with `*` and `?`, which IAM reads in the same way. */
export interface PairPattern {
  /** Null: any. */
  readonly app: string | null;
  readonly stage: string | null;
}

/**
 * The names that SST gives in a stage, as patterns of IAM: whole ones, those of SST v2 (`<stage>-<app>-...`,
 * constructs/App.ts, `logicalPrefixedName`), and those from which SST cut the app or dropped it
 * (platform/src/components/naming.ts, `prefixName`). A cut name has the full length of its kind, or two
 * characters less where hyphens met, so that short names of other apps are in no pattern. In names that
 * lost a part of their stage, too, nothing tells the stage, and no pattern has them.
 */
export function policyNames(pair: PairPattern, rules: NameRules): readonly string[] {
  const { app, stage } = rules.lowerCaseNames ? lowerCased(pair) : pair;
  if (stage === null) return app === null ? ['*'] : [`${app}-*`, `*-${app}-*`];
  if (app === null) return [`*-${stage}-*`, `${stage}-*`];
  return [`${app}-${stage}-*`, `${stage}-${app}-*`, ...cutNames({ app, stage }, rules)];
}

/** Fewer and shorter patterns, in which names of other apps are, too: whole and cut ones in one. */
export function looseNames({ app, stage }: PairPattern): readonly string[] {
  if (app === null || stage === null) return policyNames({ app, stage }, uncutRules);
  return [`${writtenStart(app).slice(0, 1)}*-${stage}-*`, `${stage}-*`];
}

/** Of kinds whose names SST does not cut. */
export const uncutRules: NameRules = { nameLimit: null, lowerCaseNames: false };

function cutNames(
  { app, stage }: { readonly app: string; readonly stage: string },
  { nameLimit }: NameRules,
): readonly string[] {
  if (nameLimit === null) return [];
  const written = writtenStart(`${stage}-`);
  const first = writtenStart(app).slice(0, 1);
  // Of the app at least one letter is gone, and one at least is left.
  const rest = app.includes('*') ? 0 : nameLimit - 1 - app.length - written.length;
  return [
    `${first}*-${written}${atLeast(rest)}`,
    `${written}${atLeast(nameLimit - 2 - written.length)}`,
  ];
}

/** What stands before the first star. */
function writtenStart(pattern: string): string {
  return pattern.split('*')[0] ?? '';
}

function atLeast(characters: number): string {
  return `${'?'.repeat(Math.max(0, characters))}*`;
}

function lowerCased({ app, stage }: PairPattern): PairPattern {
  return { app: app?.toLowerCase() ?? null, stage: stage?.toLowerCase() ?? null };
}
