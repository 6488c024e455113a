import { DeletePolicyCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import type { SimulatedAws } from '../../src/simulator/index.ts';
import { run, whoMeansIt } from '../e2e/in-process.ts';
import { clientsOf } from './clients.ts';
import { sstRefresh, sstRemove, sstUnlock } from './sst.ts';

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
  if (program === 'aws') return aCall(aws, words, region);
  throw new Error(`Nobody here can run: ${text}`);
}

async function aCall(aws: SimulatedAws, words: readonly string[], region: string): Promise<void> {
  const { iam, logs, ssm } = clientsOf(aws);
  switch (words[2]) {
    case 'delete-role':
      await iam.send(new DeleteRoleCommand({ RoleName: flag(words, '--role-name') }));
      return;
    case 'delete-policy':
      await iam.send(new DeletePolicyCommand({ PolicyArn: flag(words, '--policy-arn') }));
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
