import {
  GetDistributionConfigCommand,
  ListDistributionsCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { DeleteRoleCommand } from '@aws-sdk/client-iam';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import type { SimulatedAws } from 'simulated-aws';
import { run, whoMeansIt } from '../e2e/in-process.ts';
import { clientsOf } from './clients.ts';
import { sstRefresh, sstRemove, sstStateRemove, sstUnlock } from './sst.ts';

/** Types one printed command as it stands: ours is run, SST's and AWS's are played. */
export async function carryOut(
  aws: SimulatedAws,
  text: string,
  place: { readonly app: string; readonly region: string },
): Promise<void> {
  const words = wordsOf(text);
  const region = /^AWS_REGION=(\S+)/.exec(text)?.[1] ?? flag(words, '--region') ?? place.region;
  const [program, verb] = text.startsWith('AWS_REGION') ? words.slice(1) : words;
  if (program === 'sst-sweep') {
    // Whoever typed it is there: a sweep without --yes asks, and once more where a stage lives on.
    const person = words.includes('--yes') ? undefined : whoMeansIt;
    const { code, stdout, stderr } = await run(aws, words.slice(1), { ...(person && { person }) });
    if (code !== 0) throw new Error(`${text} ended with ${code}: ${stdout}${stderr}`);
    return;
  }
  const stage = flag(words, '--stage') ?? '';
  if (program === 'sst' && verb === 'remove')
    return sstRemove(aws, { app: place.app, stage, region });
  if (program === 'sst' && verb === 'refresh')
    return sstRefresh(aws, { app: place.app, stage, region });
  if (program === 'sst' && verb === 'unlock')
    return sstUnlock(aws, { app: place.app, stage, region });
  if (program === 'sst' && verb === 'state' && words.includes('remove'))
    return sstStateRemove(
      aws,
      { app: place.app, stage, region },
      words[words.indexOf('remove') + 1] ?? '',
    );
  if (program === 'aws') return aCall(aws, words, region);
  throw new Error(`Nobody here can run: ${text}`);
}

async function aCall(aws: SimulatedAws, words: readonly string[], region: string): Promise<void> {
  const { iam, logs, s3, ssm } = clientsOf(aws);
  switch (words[2]) {
    case 'delete-object':
      await s3(region).send(
        new DeleteObjectCommand({
          Bucket: flag(words, '--bucket'),
          Key: flag(words, '--key'),
          VersionId: flag(words, '--version-id'),
        }),
      );
      return;
    case 'associate-alias':
      return moveAlias(aws, {
        alias: flag(words, '--alias') ?? '',
        to: flag(words, '--target-distribution-id') ?? '',
      });
    case 'delete-role':
      await iam.send(new DeleteRoleCommand({ RoleName: flag(words, '--role-name') }));
      return;
    case 'delete-log-group':
      await logs(region).send(
        new DeleteLogGroupCommand({ logGroupName: flag(words, '--log-group-name') }),
      );
      return;
    case 'put-parameter': {
      const client = ssm(region);
      const change = /s\/(\w+)\/(\w+)\/g/.exec(words.join(' '));
      const given = words[words.indexOf('--value') + 1] ?? '';
      const current = change
        ? (await client.send(new GetParameterCommand({ Name: '/sst/bootstrap' }))).Parameter?.Value
        : given;
      await client.send(
        new PutParameterCommand({
          Name: '/sst/bootstrap',
          Overwrite: true,
          Value: change
            ? (current ?? '').replaceAll(change[1] ?? '', change[2] ?? '')
            : (current ?? ''),
        }),
      );
      return;
    }
    default:
      throw new Error(`Nobody here can run: ${words.join(' ')}`);
  }
}

/** What `AssociateAlias` does: the alias leaves the distribution that has it, and comes to the other one. */
async function moveAlias(
  aws: SimulatedAws,
  { alias, to }: { readonly alias: string; readonly to: string },
): Promise<void> {
  const { cloudfront } = clientsOf(aws);
  const { DistributionList: list } = await cloudfront.send(new ListDistributionsCommand({}));
  const from = list?.Items?.find(({ Aliases }) => Aliases?.Items?.includes(alias))?.Id;
  const change = async (Id: string, items: (now: readonly string[]) => string[]) => {
    const { DistributionConfig: config, ETag } = await cloudfront.send(
      new GetDistributionConfigCommand({ Id }),
    );
    if (!config) throw new Error(`${Id} has no configuration.`);
    const Items = items(config.Aliases?.Items ?? []);
    const Aliases = { Quantity: Items.length, Items };
    const DistributionConfig = { ...config, Aliases };
    await cloudfront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig }));
    // Reads are behind for a while, and AWS's own call has none.
    await aws.clock.sleep(60_000);
  };
  if (from) await change(from, (now) => now.filter((each) => each !== alias));
  await change(to, (now) => [...now, alias]);
}

/** A shell's words: quotes only where they must be. */
function wordsOf(text: string): string[] {
  return (text.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
}

function flag(words: readonly string[], name: string): string | undefined {
  const glued = words.find((word) => word.startsWith(`${name}=`));
  if (glued) return glued.slice(name.length + 1);
  const index = words.indexOf(name);
  return index === -1 ? undefined : words[index + 1];
}
