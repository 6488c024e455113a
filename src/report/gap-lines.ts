import type { Gap } from '../model/gap.ts';
import { byFirst } from './sort.ts';
import { count, listed, plain } from './text.ts';
import type { View } from './view.ts';

const causes: Readonly<Record<Gap['cause'], string>> = {
  denied: 'denied',
  throttled: 'throttled',
  timeout: 'timed out',
  invalid: 'not understood',
  error: 'failed',
};

/** What could not be read is always shown, with what it leaves undecided. */
export function gapLines(gaps: readonly Gap[], view: View): string[] {
  if (gaps.length === 0) return [];
  const sorted = gaps.toSorted(byFirst((gap) => gap.id));
  return [
    view.paint.bold(`Could not be read (${gaps.length})`),
    ...sorted.flatMap((gap) => [
      `  ${view.marks.warning} ${plain(gap.operation)}${gap.region ? ` in ${plain(gap.region)}` : ''}: ${causes[gap.cause]}. Leaves undecided: ${touched(gap)}.`,
      view.paint.dim(`      ${plain(gap.message)}`),
    ]),
  ];
}

function touched({ affects }: Gap): string {
  if (affects.resources?.length === 0) return 'no verdict';
  if (affects.resources) return count(affects.resources.length, 'resource');
  const stages = affects.stages === 'all' ? 'all stages' : few(affects.stages, 'stages');
  const kinds = affects.kinds === 'all' ? 'all kinds' : few(affects.kinds, 'kinds');
  const regions = affects.regions === 'all' ? 'all regions' : few(affects.regions, 'regions');
  const older = affects.madeBefore === null ? '' : ` and what is older than ${affects.madeBefore}`;
  return `${stages}${older}, ${kinds}, ${regions}`;
}

function few(names: readonly string[], plural: string): string {
  return names.length > 3 ? `${names.length} ${plural}` : listed(names.map(plain));
}
