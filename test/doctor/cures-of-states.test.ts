import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { SimulatedAws } from 'simulated-aws';
import { run } from '../e2e/in-process.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf } from './clients.ts';
import { reported, reportInput } from './reports.ts';
import { causesOf, commandsOf, doctored, functionEntry, sceneOf, taken } from './scenes.ts';
import { sstRefresh, sstRemove, sstStateEdit, type Latest } from './sst.ts';

interface Row {
  readonly stage: string;
  readonly resources: number;
  readonly status: string;
}

async function rowOf(aws: SimulatedAws, stage: string): Promise<Row | undefined> {
  const { stdout } = await run(aws, ['stages', '--demo', '--json']);
  const { stages } = JSON.parse(stdout) as { readonly stages: readonly Row[] };
  return stages.find((each) => each.stage === stage);
}

function afterOf({ json }: Awaited<ReturnType<typeof doctored>>): string {
  return json.errors[0]?.causes[0]?.after ?? '';
}

/** Without those that give the whole stage up. */
function ofSst(commands: readonly string[]): readonly string[] {
  return commands.filter((text) => !text.startsWith('sst-sweep'));
}

describe('what a state lists and AWS has no more', () => {
  it.each([
    ['06-shared-router-rebuilt', 'my-dev', 'us-east-1'],
    ['07-bucketfiles-nosuchbucket', 'pr-7', 'eu-north-1'],
  ])('%s: leaves the state by the printed commands, and the remove ends', async (...report) => {
    const [folder, stage, region] = report;
    const aws = reported(folder);
    const place = { app: 'acme', stage, region };
    await expect(sstRemove(aws, place)).rejects.toThrow();
    const answer = await doctored(aws, reportInput(folder, 'input.txt'));
    expect(causesOf(answer)).toEqual(['lost-entries']);
    for (const text of ofSst(commandsOf(answer))) await carryOut(aws, text, place);
    expect(await refusalOf(carryOut(aws, afterOf(answer), place))).toBe('no refusal');
    expect(await rowOf(aws, stage)).toMatchObject({ resources: 0 });
  });
});

describe('a state file that was deleted by hand', () => {
  it('shows again, with all that it lists', async () => {
    const aws = reported('08-passphrase-gone', 'account-state-deleted.json');
    const place = { app: 'acme', stage: 'pr102', region: 'us-east-1' };
    await expect(sstRemove(aws, place)).rejects.toThrow('The specified key does not exist');
    const answer = await doctored(aws, 'Stage not found');
    expect(causesOf(answer)).toEqual(['state-deleted']);
    const [undelete = ''] = commandsOf(answer);
    await carryOut(aws, undelete, place);
    expect((await rowOf(aws, 'pr102'))?.resources).toBeGreaterThan(0);
    expect(await refusalOf(sstRemove(aws, place))).toBe('no refusal');
  });
});

describe('pending operations', () => {
  it('stay after a refresh where something was being made, and go with the edit that is told', async () => {
    const aws = reported('12-pending-operations');
    const place = { app: 'infra', stage: 'repo-prod', region: 'us-east-1' };
    const answer = await doctored(aws, reportInput('12-pending-operations', 'input.txt'));
    const [refresh = '', edit = ''] = commandsOf(answer);
    expect(edit).toContain('sst state edit --stage repo-prod');
    await carryOut(aws, refresh, place);
    expect(causesOf(await doctored(aws, ''))).toEqual(['pending-operations']);
    expect(answer.json.errors[0]?.causes[0]?.do[1]?.note).toContain(
      'set "pending_operations" to []',
    );
    await sstStateEdit(aws, place, (latest) => ({ ...latest, pending_operations: [] }));
    expect(causesOf(await doctored(aws, ''))).not.toContain('pending-operations');
  });
});

describe('a run that was killed', () => {
  it('goes on with unlock, and then with the remove that it was', async () => {
    const { account, home } = sceneOf();
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), [functionEntry(taken)])
      .run({ at: account.ago({ days: 3 }), completed: false, command: 'remove' });
    account.with({ functions: [{ name: taken, createdAt: account.ago({ days: 40 }) }] });
    account.data.ssm?.parameters.push({
      name: '/sst/passphrase/docs/dev',
      region: 'us-east-1',
      value: 'a secret',
      modifiedAt: account.ago({ days: 90 }),
    });
    const place = { app: 'docs', region: 'us-east-1' };
    const locked = await doctored(account, '');
    expect(causesOf(locked)).toEqual(['stale-lock']);
    await carryOut(locked.aws, commandsOf(locked)[0] ?? '', place);
    const killed = await doctored(
      locked.aws,
      '➜  App:        docs\n   Stage:      dev\n✕  Interrupted\n',
    );
    expect(ofSst(commandsOf(killed))[0]).toContain('sst remove --stage dev');
    await carryOut(locked.aws, commandsOf(killed)[0] ?? '', place);
    expect(await rowOf(locked.aws, 'dev')).toMatchObject({ resources: 0 });
  });
});

describe('what left the state of production in an edit', () => {
  it('is back in the state by the version that is named, and AWS is left alone', async () => {
    const folder = '22-production-state-shrank';
    const aws = reported(folder);
    const before = aws.snapshot();
    const place = { app: 'project', stage: 'production', region: 'us-east-1' };
    const answer = await doctored(aws, reportInput(folder, 'input.txt'));
    expect(causesOf(answer)).toEqual(['lost-from-state']);
    const [read = '', edit = ''] = commandsOf(answer);
    expect(edit).toContain('sst state edit --stage production');
    const older = await versionIn(aws, read);
    await sstStateEdit(aws, place, ({ resources = [] }) => {
      const known = new Set(resources.map(({ urn }) => urn));
      const lost = (older.resources ?? []).filter(({ urn }) => !known.has(urn));
      expect(lost.length).toBeGreaterThan(0);
      return { resources: [...resources, ...lost] };
    });
    await sstRefresh(aws, place);
    const again = await doctored(aws, reportInput(folder, 'input.txt'));
    expect(
      again.json.errors.flatMap((error) => error.causes.map(({ code }) => code)),
    ).not.toContain('lost-from-state');
    const states = { s3: null, sequence: null };
    expect({ ...aws.snapshot(), ...states }).toEqual({ ...before, ...states });
  });
});

/** What `aws s3api get-object ... --version-id ...` writes into its file. */
async function versionIn(aws: SimulatedAws, text: string): Promise<Latest> {
  const flag = (name: string) => new RegExp(`--${name}[ =](\\S+)`).exec(text)?.[1] ?? '';
  const { Body } = await clientsOf(aws)
    .s3(flag('region'))
    .send(
      new GetObjectCommand({
        Bucket: flag('bucket'),
        Key: flag('key'),
        VersionId: flag('version-id'),
      }),
    );
  const state = JSON.parse((await Body?.transformToString()) ?? '') as {
    readonly checkpoint: { readonly latest: Latest };
  };
  return state.checkpoint.latest;
}
