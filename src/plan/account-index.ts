import type { Finding } from '../model/finding.ts';
import { ownWords } from '../model/names.ts';
import type { Kind, KindFacts } from '../model/kind.ts';

/** The findings by everything that the plan asks for them by. */
export interface AccountIndex {
  readonly findings: readonly Finding[];
  /** Of the stages that a finding is of. */
  distributionsOf(finding: Finding): readonly Finding[];
  isDistribution(key: string): boolean;
  facts(finding: Finding): KindFacts | null;
  /** Its place in the order of kinds. */
  rankOf(kind: Kind): number;
  /** All that have this key, id or ARN, or, where none has, this name. */
  called(word: string): readonly Finding[];
  /** The finding that a key or an ARN names; null: the resource is not SST's, and so never planned. */
  resolve(reference: string): Finding | null;
  /** The function whose deletion takes this published version with it. */
  functionOf(version: Finding): Finding | null;
  versionsOf(finding: Finding): readonly Finding[];
  /** Their number, with a function and its versions as one. */
  countOf(findings: readonly Finding[]): number;
  /** Keys or ARNs of the resources that reference it or its versions, without these themselves. */
  usersOf(finding: Finding): readonly string[];
  /** It falls with its stage's distributions first: everything unguarded but these themselves. */
  waitsForDistributions(finding: Finding): boolean;
}

export function indexAccount(
  findings: readonly Finding[],
  kinds: readonly KindFacts[],
): AccountIndex {
  const factsByKind = new Map(kinds.map((facts) => [facts.kind, facts]));
  const byReference = new Map(
    findings.flatMap((finding) => [
      ...(finding.arn === null ? [] : [[finding.arn, finding] as const]),
      [finding.key, finding] as const,
    ]),
  );
  const serves = (kind: Kind | undefined) =>
    kind !== undefined && factsByKind.get(kind)?.serves === true;
  const resolve = (reference: string) => byReference.get(reference) ?? null;
  const functionOf = (version: Finding) => {
    const arn = functionArn(version);
    return arn === null ? null : resolve(arn);
  };
  const versions = groups(findings, (finding) => [functionOf(finding)?.key]);
  const ofStage = groups(findings, ({ kind, ofStages }) => (serves(kind) ? ofStages : []));
  const byWord = groups(findings, ownWords);
  const byName = groups(findings, ({ name }) => [name]);
  const versionsOf = (finding: Finding) => versions.get(finding.key) ?? [];
  return {
    findings,
    distributionsOf: (finding) => [
      ...new Set(finding.ofStages.flatMap((stage) => ofStage.get(stage) ?? [])),
    ],
    isDistribution: (key) => serves(byReference.get(key)?.kind),
    facts: (finding) => factsByKind.get(finding.kind) ?? null,
    rankOf: (kind) => kinds.findIndex((facts) => facts.kind === kind),
    called: (word) => byWord.get(word) ?? byName.get(word) ?? [],
    resolve,
    functionOf,
    versionsOf,
    countOf: (counted) =>
      new Set(counted.map((finding) => functionArn(finding) ?? finding.arn ?? finding.key)).size,
    usersOf: (finding) => usersOfAll([finding, ...versionsOf(finding)], resolve),
    waitsForDistributions: (finding) =>
      !serves(finding.kind) && factsByKind.get(finding.kind)?.guarded !== true,
  };
}

/** Users from outside of those that go together. */
function usersOfAll(
  own: readonly Finding[],
  resolve: (reference: string) => Finding | null,
): readonly string[] {
  const ownKeys = new Set(own.map(({ key }) => key));
  const users = new Set(own.flatMap(({ usedBy }) => usedBy));
  return [...users].filter((user) => !ownKeys.has(resolve(user)?.key ?? user));
}

/** The findings by each of the words that they are found under, once per word. */
function groups(
  findings: readonly Finding[],
  wordsOf: (finding: Finding) => readonly (string | null | undefined)[],
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const word of new Set(wordsOf(finding))) {
      if (word === null || word === undefined) continue;
      const group = found.get(word);
      if (group) group.push(finding);
      else found.set(word, [finding]);
    }
  }
  return found;
}

/** `arn:...:function:name:7` is a version of `arn:...:function:name`. */
function functionArn(version: Finding): string | null {
  if (version.kind !== 'lambda-edge-version' || version.arn === null) return null;
  const match = /^(.+):\d+$/.exec(version.arn);
  return match?.[1] ?? null;
}
