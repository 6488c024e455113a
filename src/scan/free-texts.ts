import { gapFrom } from '../aws/failures.ts';
import type { FreeText } from '../kinds/kind-module.ts';
import { touching } from '../model/gap.ts';
import type { Gap } from '../model/gap.ts';
import type { Mention } from '../model/inventory.ts';
import type { Kind } from '../model/kind.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanOptions } from './scan-context.ts';
import { mentionsIn, type Needles } from '../sst/mentions.ts';
import { namesByPattern } from '../sst/name-patterns.ts';

/**
 * Buckets and stores are read by name, and nothing else shows whether anybody reads them: distributions
 * show their requests, and functions their invocations.
 */
export const readByName = touching({ kinds: ['s3-bucket', 'cloudfront-key-value-store'] });

/**
 * The resources that texts of others name. Texts that could not be read are gaps, except SST's own: their
 * states say what they name.
 */
export function mentionsOf(
  texts: readonly FreeText[],
  resources: ReadonlyMap<string, Resource>,
  needles: Needles,
  words: ScanOptions['words'],
): { readonly mentions: readonly Mention[]; readonly gaps: readonly Gap[] } {
  const mentions = texts.flatMap(({ from, relation, value }) =>
    [...mentionsIn(value, needles, words)].flatMap((to) =>
      to === from ? [] : [{ from, to, relation }],
    ),
  );
  const patterns = patternMentions(texts, resources);
  const gaps = texts.flatMap(({ from, relation, unread }) => {
    const resource = resources.get(from);
    if (unread === null || resource?.tags?.['sst:app'] !== undefined) return [];
    const gap = gapFrom({
      ...unread,
      source: relation,
      region: resource?.region ?? null,
      affects: readByName,
    });
    const who = resource ? `${resource.id}: ` : '';
    return [{ ...gap, message: `${who}${gap.message}`, hidesSigns: false }];
  });
  return { mentions: [...mentions, ...patterns], gaps };
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
