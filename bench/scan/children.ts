import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Nothing of the caller's AWS setup reaches a child. */
const environment = {
  PATH: process.env['PATH'],
  TZ: 'UTC',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

export interface Child<Message> {
  /** The one thing that the child has to say. */
  readonly says: Promise<Message>;
  /** Ends it by closing its channel, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts a file of this folder in a process of its own. */
export function startChild<Message>(file: string, args: readonly string[]): Child<Message> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return started(fork(path, args, { env: environment }), file);
}

/** Starts a compiled program: without the loader, which Node's other flags for this process stand beside. */
export function startProgram<Message>(path: string, args: readonly string[]): Child<Message> {
  const execArgv = process.execArgv.filter(
    (flag, at, flags) => !isLoading(flag) && !isLoading(flags[at - 1]),
  );
  return started(fork(path, args, { env: environment, execArgv }), path);
}

function isLoading(flag: string | undefined): boolean {
  return flag === '--import' || flag === '--require';
}

function started<Message>(child: ChildProcess, file: string): Child<Message> {
  return { says: firstMessage<Message>(child, file), stop: () => stop(child) };
}

function firstMessage<Message>(child: ChildProcess, file: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} and said nothing.`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    if (child.connected) child.disconnect();
  });
}
