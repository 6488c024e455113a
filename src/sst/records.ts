import type { Lock, RunRecord } from '../model/stage.ts';
import { isRecord, parseStateObject, StateFileError, textOf } from './state-object.ts';

/** The sentence with which `sst unlock` ends a run's record (SST cmd/sst/main.go). */
const forceUnlock = /force[- ]unlocked/i;

/**
 * Parses `update/<app>/<stage>/<id>.json`. Its times come from laptops and never decide. `sst state edit`,
 * `remove` and `repair` of 3.4.0 to before 3.7.0 leave the command empty (SST cmd/sst/state.go).
 */
export function parseUpdateRecord(bytes: Uint8Array): RunRecord {
  const record = parseStateObject(bytes);
  if (!isRecord(record) || typeof record['command'] !== 'string')
    throw new StateFileError('it is not an update record');
  const command = record['command'] || 'edit';
  const errors = errorsOf(record['errors']);
  const timeStarted = textOf(record['timeStarted']);
  const timeCompleted = textOf(record['timeCompleted']);
  const forceUnlocked = errors.some((message) => forceUnlock.test(message));
  return {
    command,
    sstVersion: textOf(record['version']),
    errors,
    completed: timeCompleted !== null && timeStarted !== null && !forceUnlocked,
    forceUnlocked,
    timeStarted,
    timeCompleted,
  };
}

function errorsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new StateFileError('its `errors` is not a list');
  return value.map((entry: unknown) => {
    if (typeof entry === 'string') return entry;
    if (!isRecord(entry)) throw new StateFileError('one of its errors is not an object');
    const urn = textOf(entry['urn']);
    const message = textOf(entry['message']) ?? 'error without a message';
    return urn === null ? message : `${urn}: ${message}`;
  });
}

/** The URN of the resource of a record's error; null: the error names no single one. */
export function urnOfError(error: string): string | null {
  return /^urn:pulumi:\S+?(?=: |$)/.exec(error)?.[0] ?? null;
}

/** Parses `lock/<app>/<stage>.json`; `at` is S3's time of the object. */
export function parseLock(bytes: Uint8Array, at: string): Lock {
  const lock = parseStateObject(bytes);
  if (!isRecord(lock)) throw new StateFileError('it is not a lock');
  return { createdAt: at, command: textOf(lock['command']), updateId: textOf(lock['updateID']) };
}
