import { join } from 'node:path';
import type { Plan, Step } from '../../model/plan.ts';
import { bytes, count, pairOf, plain } from '../../text/text.ts';
import type { Choice } from '../../ui/questions.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { withGiven } from '../program/with-given.ts';

export interface DataAnswer {
  /** Keys of resources that stay because of their data. */
  readonly kept: ReadonlySet<string>;
  /** With the archive that was chosen, if any. */
  readonly context: CommandContext;
}

/** One question about all data that would be lost, below the plan, with every such resource named. */
export async function askDataLoss(
  plan: Plan,
  { findings }: Survey,
  context: CommandContext,
): Promise<DataAnswer> {
  const { options, prompts, terminal } = context;
  const losing = losingSteps(plan);
  if (losing.length === 0 || options.deleteData) return { kept: new Set(), context };
  const found = new Map(findings.map((finding) => [finding.key, finding]));
  const sized = losing.map((step) => ({ step, size: found.get(step.key)?.sizeBytes ?? null }));
  const total = sized.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const unsized = sized.filter(({ size }) => size === null).length;
  terminal.warn(
    `${count(losing.length, 'resource')} would lose data that no deploy makes again, ${bytes(total)} in all${unsized > 0 ? `, of ${unsized} the size is not known` : ''}:`,
  );
  for (const { step, size } of sized)
    terminal.say(
      `  ${step.kind} ${plain(step.resource)} of ${pairOf(step)} (${size === null ? 'size not known' : bytes(size)})`,
    );
  const answer = await prompts.select(
    losing.length === 1 ? 'What about its data?' : 'What about their data?',
    choicesFor(losing, context),
    {
      help: 'What is kept stays whole, and is listed as kept back. An archive keeps the objects of buckets, not the lines of log groups.',
    },
  );
  if (answer === 'keep') return { kept: new Set(losing.map(({ key }) => key)), context };
  return {
    kept: new Set(),
    context: answer === 'archive' ? await askPlace(plan, context) : context,
  };
}

/** Each resource once, whatever its steps. */
export function losingSteps({ steps }: Plan): readonly Step[] {
  const losing = steps.filter((step) => step.losesData);
  return [...new Map(losing.map((step) => [step.key, step])).values()];
}

type DataChoice = 'keep' | 'archive' | 'delete';

function choicesFor(losing: readonly Step[], { options }: CommandContext): Choice<DataChoice>[] {
  const buckets = losing.filter(({ kind }) => kind === 's3-bucket').length;
  const [all, them] = losing.length === 1 ? ['it', 'it'] : ['all of them', 'them'];
  const archived =
    options.archive === null ? '' : ` (objects are kept in ${plain(options.archive)})`;
  return [
    { name: `No, keep ${all}`, value: 'keep' },
    ...(buckets > 0 && options.archive === null
      ? [
          {
            name: `Keep a copy of the objects first (--archive), then delete ${them}`,
            value: 'archive' as const,
          },
        ]
      : []),
    { name: `Yes, delete ${them} with the data${archived}`, value: 'delete' },
  ];
}

async function askPlace(plan: Plan, context: CommandContext): Promise<CommandContext> {
  const { given, options, prompts } = context;
  const place = join('.', `sst-sweep-archive-${plan.account}`);
  const archive = await prompts.typeText('Where? A folder, or s3://bucket/prefix', place, {
    help: 'A folder on this machine, or a bucket that is not swept: s3://bucket/prefix. The same as --archive.',
  });
  return withGiven(context, { ...given, archive }, { ...options, archive });
}
