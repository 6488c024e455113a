import { classifyFailure } from '../aws/failures.ts';
import type { CallContext } from '../aws/call-context.ts';
import type { BackupPart } from './kind-module.ts';

/** A part that cannot be read is recorded as missing, with the reason: a backup never stops a step. */
export async function backupPart(
  name: string,
  read: () => Promise<string | Uint8Array>,
  context: CallContext,
): Promise<BackupPart> {
  try {
    return { name, content: await read() };
  } catch (error) {
    context.signal.throwIfAborted();
    const { code, message } = classifyFailure(error);
    return { name, missing: `${code}: ${message}` };
  }
}

/** Indented JSON; equal values give equal text. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
