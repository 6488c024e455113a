import { setTimeout as wait } from 'node:timers/promises';
import { pythonTool } from '../programs.ts';
import { startServer } from '../server-process.ts';

interface HistoryEvent {
  readonly type: string;
  readonly stateEnteredEventDetails?: { readonly name: string };
}

export interface Execution {
  readonly status: string;
  readonly output: unknown;
  readonly cause: string | null;
  readonly error: string | null;
  /** Names of the states that were entered. */
  readonly entered: readonly string[];
}

/** moto's Step Functions, which carry out a state machine; its calls go to that port of this machine. */
export interface Engine {
  execute(definition: string, name: string): Promise<Execution>;
  answer(token: string, approved: boolean): Promise<void>;
  stop(): Promise<void>;
}

const longestMs = 300_000;

export async function startEngine(services: number): Promise<Engine> {
  const server = await startServer({
    words: (port) => [pythonTool('moto_server'), '-H', '127.0.0.1', '-p', `${port}`],
    env: () => ({
      MOTO_PORT: `${services}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent/config',
    }),
    path: '/moto-api/data.json',
  });
  const config = { stepfunctions: { execute_state_machine: true } };
  await fetch(`${server.url}/moto-api/config`, { method: 'POST', body: JSON.stringify(config) });
  const call = async (
    action: string,
    body: unknown,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: {
        'x-amz-target': `AWSStepFunctions.${action}`,
        'content-type': 'application/x-amz-json-1.0',
        authorization:
          'AWS4-HMAC-SHA256 Credential=ak/20261130/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${action}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
  };
  return {
    async execute(definition, name) {
      const roleArn = 'arn:aws:iam::123456789012:role/engine';
      const made = await call('CreateStateMachine', { name, definition, roleArn });
      const begun = await call('StartExecution', { ...pick(made, 'stateMachineArn'), name });
      const executionArn = String(begun['executionArn']);
      const ends = Date.now() + longestMs;
      for (;;) {
        const now = await call('DescribeExecution', { executionArn });
        if (now['status'] !== 'RUNNING') {
          const { events } = await call('GetExecutionHistory', { executionArn, maxResults: 1000 });
          return {
            status: String(now['status']),
            output:
              typeof now['output'] === 'string' ? (JSON.parse(now['output']) as unknown) : null,
            cause: textOf(now['cause']),
            error: textOf(now['error']),
            entered: (events as readonly HistoryEvent[]).flatMap(
              ({ stateEnteredEventDetails: entered }) => (entered ? [entered.name] : []),
            ),
          };
        }
        if (Date.now() > ends) throw new Error(`The execution ${name} does not end.`);
        await wait(200);
      }
    },
    async answer(taskToken, approved) {
      await (approved
        ? call('SendTaskSuccess', { taskToken, output: '{}' })
        : call('SendTaskFailure', { taskToken, error: 'Refused' }));
    },
    stop: () => server.stop(),
  };
}

function pick(from: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  return { [key]: from[key] };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
