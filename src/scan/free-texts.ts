import { gapFrom } from '../aws/failures.ts';
import type { FreeText } from '../kinds/kind-module.ts';
import { touching } from '../model/gap.ts';
import type { Gap } from '../model/gap.ts';
import type { Mention } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanOptions } from './scan-context.ts';
import { mentionsIn, type Needles } from '../sst/mentions.ts';

/**
 * Buckets and stores are read by name, and nothing else shows whether anybody reads them: distributions
 * show their requests, and functions their invocations.
 */
const readByName = touching({ kinds: ['s3-bucket', 'cloudfront-key-value-store'] });

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
  return { mentions, gaps };
}
