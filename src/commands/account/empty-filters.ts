import { nearest } from '../../model/nearest.ts';
import { listed, plain } from '../../text/text.ts';
import type { Options } from '../input/options.ts';
import type { Survey } from '../../survey/survey.ts';
import { matcherOf, narrow } from '../../survey/narrow.ts';

/** One sentence for each filter that leaves nothing, with the names that may have been meant. */
export function emptyFilters(
  { findings, stages }: Pick<Survey, 'findings' | 'stages'>,
  { filter }: Pick<Options, 'filter'>,
): readonly string[] {
  const owners = [...stages, ...findings];
  const apps = owners.flatMap(({ app }) => app ?? []);
  const names = owners.flatMap(({ stage }) => stage ?? []);
  const kinds = new Set(findings.map(({ kind }) => kind));
  const missing = [
    ...filter.apps.flatMap((glob) => missingNames('--app', glob, apps)),
    ...filter.stages.flatMap((glob) => missingNames('--stage', glob, names)),
    ...filter.kinds
      .filter((kind) => !kinds.has(kind))
      .map((kind) => `Nothing of SST’s is of the kind ${kind} here.`),
  ];
  if (missing.length > 0 || isWide(filter)) return missing;
  return narrow(findings, filter).findings.length > 0
    ? []
    : ['Nothing of SST’s fits all of the filters together.'];
}

function isWide({ apps, stages, kinds, regions }: Options['filter']): boolean {
  return apps.length + stages.length + kinds.length + regions.length === 0;
}

function missingNames(flag: '--app' | '--stage', glob: string, known: readonly string[]): string[] {
  const isMeant = matcherOf(glob);
  if (known.some(isMeant)) return [];
  const meant = nearest(glob, known).map(plain);
  const hint = meant.length > 0 ? ` Did you mean ${listed(meant, 'or')}?` : '';
  return [`Nothing here matches ${flag} ${plain(glob)}.${hint}`];
}
