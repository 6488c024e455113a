import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A task that was asked for, by its words (`sweep 123456789012`) and variables. */
export interface AskedTask {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface EngineServices {
  readonly port: number;
  /** Runs of tasks, in the order in which they began; the code with which each ended, and its seconds. */
  readonly tasks: readonly { readonly words: string; code: number | null; seconds: number }[];
  stop(): Promise<void>;
}

interface Played {
  /** Runs the container; its exit code, null where it was killed. */
  readonly run: (task: AskedTask) => Promise<number | null>;
  /** Hears what SNS would send by mail. */
  readonly mailed: (message: string) => void;
  /** Where the objects below `sst-sweep/` are read and written. */
  readonly objects: string;
}

interface Running {
  readonly words: string;
  code: number | null;
  seconds: number;
}

/**
 * Plays what the state machine calls: Lambda (a call is a process of this machine, and fails where that ends with
 * another code than 0, as ECS fails a task), S3 (of the simulated account) and SNS. folder) and SNS.
 */
export async function startEngineServices(played: Played): Promise<EngineServices> {
  const tasks: Running[] = [];
  const server = createServer((request, response) => {
    answer(request, response, tasks, played).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  // moto's engine asks "localhost".
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return {
    port: address.port,
    tasks,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  tasks: Running[],
  played: Played,
): Promise<void> {
  const { method, url = '/' } = request;
  const body = await text(request);
  const [, call] = /\/(read|write)\/invocations$/.exec(url) ?? [];
  if (call !== undefined) {
    const { Key: key, Body: object } = JSON.parse(body) as { Key: string; Body?: unknown };
    const place = `${played.objects}/${key.replace('sst-sweep/', '')}`;
    if (call === 'write') await writeObject(place, JSON.stringify(object));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ Body: await readObject(place) }));
    return;
  }
  if (url.endsWith('/task/invocations')) {
    const task = await runTask(body, tasks, played);
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(task.code === 0 ? {} : { 'x-amz-function-error': 'Unhandled' }),
    });
    response.end(JSON.stringify({ code: task.code }));
    return;
  }
  if (body.includes('Action=Publish')) {
    played.mailed(new URLSearchParams(body).get('Message') ?? '');
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(
      '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
    );
    return;
  }
  throw new Error(`Nobody plays ${method} ${url}.`);
}

/** The simulated S3 looks whether a request is signed, and not by whom. */
const headers = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261130/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
};

export async function writeObject(place: string, body: string): Promise<void> {
  const answered = await fetch(place, { method: 'PUT', body, headers });
  if (!answered.ok) throw new Error(`${place}: ${await answered.text()}`);
}

export async function readObject(place: string): Promise<string> {
  const answered = await fetch(place, { headers });
  const body = await answered.text();
  if (!answered.ok) throw new Error(`${place}: ${body}`);
  return body;
}

async function runTask(asked: string, tasks: Running[], played: Played): Promise<Running> {
  const { Command: words, Environment: environment } = JSON.parse(asked) as {
    readonly Command: readonly string[];
    readonly Environment: readonly { readonly Name: string; readonly Value: string }[];
  };
  const task: Running = { words: words.join(' '), code: null, seconds: 0 };
  tasks.push(task);
  const startedAt = performance.now();
  const env = Object.fromEntries(environment.map(({ Name: name, Value: value }) => [name, value]));
  task.code = await played.run({ words, env });
  task.seconds = (performance.now() - startedAt) / 1000;
  return task;
}
