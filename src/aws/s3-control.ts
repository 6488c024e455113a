import { ListBucketsCommand } from '@aws-sdk/client-s3';

import type { AwsSession } from './aws-session.ts';
import { isAwsHost } from './endpoints.ts';
import { classifyFailure, UnreadableAnswer } from './failures.ts';
import { rawBodyOf } from './raw-body.ts';
import type { CallContext } from './traffic.ts';

/** A read of S3 Control: its operation, its path below `/v20180820/`, and the query. */
export interface ControlRead {
  readonly operation: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

interface Request {
  hostname: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

type Aiming = <Given extends { request: unknown }, Result>(
  next: (given: Given) => Promise<Result>,
  context: Writable<CallContext>,
) => (given: Given) => Promise<Result>;

type Writable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

interface Aimable {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Aiming,
      options: { name: string; relation: 'after'; toMiddleware: string },
    ): void;
  };
}

/**
 * S3 Control signs as S3 does, and a client of its own would be as large as S3's for two reads: so one of
 * S3's requests is aimed at it before it is signed, and the caller reads the answer's XML. Null: a server
 * other than AWS, which knows nothing of S3 Control.
 */
export async function readControl(
  { operation, path, query }: ControlRead,
  region: string,
  { session, signal }: { readonly session: AwsSession; readonly signal: AbortSignal },
): Promise<string | null> {
  let isOfOthers = false;
  const aiming: Aiming = (next, context) => (given) => {
    const request = given.request as Request;
    isOfOthers = !isAwsHost(request.hostname);
    request.hostname = controlHost(request.hostname, session.account);
    request.path = `/v20180820/${path}`;
    request.query = { ...query };
    request.headers['x-amz-account-id'] = session.account;
    // What is counted, and named where it fails.
    context.commandName = `${operation}Command`;
    return next(given);
  };
  const command = new ListBucketsCommand({});
  const aimable: Aimable = command;
  aimable.middlewareStack.addRelativeTo(aiming, {
    name: 'sstSweepControl',
    relation: 'after',
    toMiddleware: 'serializerMiddleware',
  });
  try {
    const body = await rawBodyOf(command, (sent) =>
      session.clients.s3(region).send(sent, { abortSignal: signal }),
    );
    return Buffer.from(body).toString('utf8');
  } catch (error) {
    if (isOfOthers && isUnknownPath(error)) return null;
    throw error;
  }
}

/**
 * To a server without S3 Control its path is a bucket that is not there, or no path at all. Amazon's S3 behind
 * a proxy answers like that as well, and does have access points: it names itself.
 */
function isUnknownPath(error: unknown): boolean {
  const { $response: response } = error as { $response?: { headers?: Record<string, string> } };
  return classifyFailure(error).status === 404 && response?.headers?.['server'] !== 'AmazonS3';
}

/**
 * Throws for a host of AWS's whose S3 Control is not known: S3 itself would take the path for a bucket.
 * `s3.eu-west-1.amazonaws.com` answers as `123456789012.s3-control.eu-west-1.amazonaws.com` (S3 API,
 * ListAccessPoints); of a VPC endpoint `bucket.` is `control.`. A server of others has one host for all.
 */
export function controlHost(host: string, account: string): string {
  if (/^bucket\.vpce-.*\.amazonaws\.com(?:\.cn)?$/.test(host))
    return `${account}.${host.replace(/^bucket/, 'control')}`;
  const labels = /^s3(-fips)?\.(.*\.(?:amazonaws\.(?:com(?:\.cn)?|eu)))$/.exec(host);
  if (labels) return `${account}.s3-control${labels[1] ?? ''}.${labels[2]}`;
  if (isAwsHost(host))
    throw new UnreadableAnswer(`The host of S3 Control beside ${host} is not known.`);
  return host;
}
