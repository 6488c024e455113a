import { gapFrom } from '../aws/failures.ts';
import type { FreeText } from '../kinds/kind-module.ts';
import { touching } from '../model/gap.ts';
import type { Gap } from '../model/gap.ts';
import type { Mention } from '../model/inventory.ts';
import type { Kind } from '../model/kind.ts';
import type { Resource } from '../model/resource.ts';
import type { StageState } from '../model/stage.ts';
import type { ScanOptions } from './scan-context.ts';
import { mentionsIn, type Needles } from '../sst/mentions.ts';
import { namesByPattern } from '../sst/name-patterns.ts';

/**
 * Buckets and stores are read by name, and nothing else shows whether anybody reads them: distributions
 * show their requests, and functions their invocations.
 */
const readByName = touching({ kinds: ['s3-bucket', 'cloudfront-key-value-store'] });

/** The resources that texts of others name. */
export function mentionsOf(
  texts: readonly FreeText[],
  resources: ReadonlyMap<string, Resource>,
  needles: Needles,
  words: ScanOptions['words'],
): readonly Mention[] {
  const mentions = texts.flatMap(({ from, relation, value }) =>
    [...mentionsIn(value, needles, words)].flatMap((to) =>
      to === from ? [] : [{ from, to, relation }],
    ),
  );
  return [...mentions, ...patternMentions(texts, resources)];
}

/**
 * Texts that could not be read, except those of resources that a state names today: it says what they link.
 */
export function unreadTextGaps(
  texts: readonly FreeText[],
  resources: ReadonlyMap<string, Resource>,
  states: readonly StageState[],
): readonly Gap[] {
  const named = new Set(states.flatMap(({ current }) => current?.mentions ?? []));
  return texts.flatMap(({ from, relation, unread }) => {
    if (unread === null || named.has(from)) return [];
    const resource = resources.get(from);
    const gap = gapFrom({ ...unread, source: relation, affects: readByName });
    const who = resource ? `${resource.id}: ` : '';
    return [{ ...gap, message: `${who}${gap.message}`, hidesSigns: false }];
  });
}

/** Kinds that policies of other tools give access to. */
const meantByPattern: ReadonlySet<Kind> = new Set(['s3-bucket', 'lambda-function']);

function patternMentions(
  texts: readonly FreeText[],
  resources: ReadonlyMap<string, Resource>,
): readonly Mention[] {
  const keysOf = new Map<string, string[]>();
  for (const { kind, key, id, name } of resources.values()) {
    if (!meantByPattern.has(kind)) continue;
    const known = keysOf.get(name ?? id);
    if (known) known.push(key);
    else keysOf.set(name ?? id, [key]);
  }
  const names = [...keysOf.keys()];
  return texts
    .filter(({ relation }) => relation === 'policy')
    .flatMap(({ from, value }) =>
      [...namesByPattern(JSON.stringify(value), names)]
        .flatMap((name) => keysOf.get(name) ?? [])
        .map((to): Mention => ({ from, to, relation: 'pattern' })),
    );
}
