import type { EventSourceData } from '../account-lambda.ts';
import type { JsonInput } from '../json-protocol.ts';
import type { Environment } from '../service.ts';
import { Refusal, type Strikes, type WireResponse } from '../wire.ts';
import { functionArn, versionArn } from './configuration.ts';
import type { Functions, FunctionVersion, LambdaFunction } from './functions.ts';
import type { Replicas } from './replicas.ts';

/** One Lambda request on its way. */
export interface Call {
  readonly environment: Environment;
  readonly functions: Functions;
  readonly replicas: Replicas;
  /** By id. */
  readonly eventSources: Map<string, EventSourceData>;
  readonly region: string;
  readonly query: ReadonlyMap<string, string>;
  readonly input: JsonInput;
  /** The function that the path names, and the version or alias; empty where it names none. */
  readonly name: string;
  readonly qualifier: string | undefined;
  /** What else the path names: an alias, the ARN of a tagged resource. */
  readonly rest: string;
  readonly strikes: Strikes;
}

/** Functions are named by name, `name:qualifier`, account and name, or by their ARN. */
export function parseName(text: string): { name: string; qualifier: string | undefined } {
  const match = /^(?:arn:[^:]+:lambda:[^:]*:)?(?:\d{12}:)?(?:function:)?([^:]+)(?::(.+))?$/.exec(
    text,
  );
  return { name: match?.[1] ?? text, qualifier: match?.[2] };
}

/** The function, or a refusal with its ARN. */
export function existing({ functions, region, name, environment }: Call): LambdaFunction {
  const found = functions.find(region, name);
  if (found) return found;
  throw notFound(`arn:aws:lambda:${region}:${environment.account}:function:${name}`);
}

/** The version that a qualifier means, with its ARN; null for `$LATEST`. */
export function qualified(call: Call): {
  owner: LambdaFunction;
  version: FunctionVersion | null;
  arn: string;
} {
  const owner = existing(call);
  const { account } = call.environment;
  const { qualifier } = call;
  if (qualifier === undefined) return { owner, version: null, arn: functionArn(account, owner) };
  const arn = versionArn(account, owner, qualifier);
  if (qualifier === '$LATEST') return { owner, version: null, arn };
  const alias = owner.aliases.find(({ name }) => name === qualifier);
  const number = alias?.version ?? qualifier;
  const version = owner.versions.find((each) => each.version === number);
  if (version) return { owner, version, arn };
  if (alias && number === '$LATEST') return { owner, version: null, arn };
  throw notFound(arn);
}

export function notFound(arn: string): Refusal {
  return new Refusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
}

export function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameterValueException', message);
}

export function emptyReply(status: number): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: '' };
}
