import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Clients } from './clients.ts';

/** A user of moto's IAM, which moto can be told to obey. */
export interface MotoUser {
  readonly keys: Readonly<Record<string, string>>;
  /** From now on the user may do exactly this; nobody may do anything without keys of a user. */
  may(policy: object): Promise<void>;
}

export async function createUser(name: string, clients: Clients): Promise<MotoUser> {
  await clients.iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey: key } = await clients.iam.send(new CreateAccessKeyCommand({ UserName: name }));
  if (!key?.AccessKeyId || !key.SecretAccessKey) throw new Error('moto made no access key.');
  return {
    keys: { AWS_ACCESS_KEY_ID: key.AccessKeyId, AWS_SECRET_ACCESS_KEY: key.SecretAccessKey },
    async may(policy) {
      await obey(clients.endpoint, false);
      await clients.iam.send(
        new PutUserPolicyCommand({
          UserName: name,
          PolicyName: 'everything',
          PolicyDocument: JSON.stringify(policy),
        }),
      );
      await obey(clients.endpoint, true);
    },
  };
}

/** moto counts the requests that it answers without looking at who asks. */
async function obey(endpoint: string, yes: boolean): Promise<void> {
  const answer = await fetch(`${endpoint}/moto-api/reset-auth`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: yes ? '0' : 'inf',
  });
  if (!answer.ok) throw new Error(`moto answered ${answer.status} to reset-auth.`);
}

export function allowedAllBut(...denied: readonly string[]): object {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      ...(denied.length > 0 ? [{ Effect: 'Deny', Action: denied, Resource: '*' }] : []),
    ],
  };
}

export function allowed(actions: readonly string[]): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}
