import { CreateFunctionCommand } from '@aws-sdk/client-cloudfront';
import type { AccountBuilder, HomeBuilder } from '../account/account.ts';
import type { Clients } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import { path, taken } from './scenes.ts';

/** A cause in an account, the failing deploy's output, and the call that AWS refused. */
export interface Scene {
  readonly says: string;
  readonly code: string;
  /** Puts the cause into an account that has a living stage and decoys. */
  prepare(account: AccountBuilder, home: HomeBuilder): void;
  readonly output: string;
  /** What the deploy asked AWS for. */
  create(clients: Clients): Promise<unknown>;
  readonly cause: string;
  /** Which of the printed commands is typed. */
  readonly pick?: number;
}

export const createFunction = (Name: string) => (clients: Clients) =>
  clients.cloudfront.send(
    new CreateFunctionCommand({
      Name,
      FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
      FunctionCode: new Uint8Array([1]),
    }),
  );

export const functionOutput = sstOutput({
  path,
  message: refused(`creating CloudFront Function (${taken})`, 'CloudFront: CreateFunction', {
    code: 'FunctionAlreadyExists',
    text: 'A Function with the same name already exists in this account.',
  }),
});
