import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointJson } from '../account/checkpoint.ts';
import { clientsOf } from './clients.ts';
import { seedAccount } from './seed-account.ts';
import { startMoto } from './moto.ts';
import { describeWithPython } from './programs.ts';
import type { ServerProcess } from './server-process.ts';
import { toolAgainst, type ReportJson, type Tool } from './tool.ts';

const account = '123456789012';
const home = { Bucket: 'sst-state-abcdefhkmnor', Key: 'app/crm/production.json' };

const unreadStates = ({ gaps }: ReportJson) =>
  gaps.flatMap(({ state }) =>
    state === null ? [] : [`${state.app}/${state.stage} ${state.readableVersion !== null}`],
  );

describeWithPython('an account on moto with one state that is no JSON any more', () => {
  let server: ServerProcess;
  let tool: Tool;

  beforeAll(async () => {
    server = await startMoto();
    const clients = clientsOf(server.url);
    await seedAccount(clients);
    const entries = [
      { type: 'aws:sqs/queue:Queue', name: 'Mails', id: 'crm-production-MailsQueue' },
    ];
    const readable = checkpointJson({ app: 'crm', stage: 'production', entries });
    for (const body of [JSON.stringify(readable), '{"version":3,"check'])
      await clients.s3('us-east-1').send(new PutObjectCommand({ ...home, Body: body }));
    tool = await toolAgainst(server.url, account);
  });
  afterAll(() => server.stop());

  it('leaves everything undecided that may be of it, and names the version that can be brought back', async () => {
    const report = await tool.scan();
    expect(unreadStates(report)).toEqual(['crm/production true']);
    expect(report.summary.leftover).toBeLessThan(14);
  });

  it('is judged without it where the user says so, and the report names it', async () => {
    const report = await tool.scan('--ignore-stage', 'crm/production');
    expect(report.summary.leftover).toBe(14);
    expect(JSON.stringify(report.options)).toContain('crm/production');
  });
});
