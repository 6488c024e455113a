import type { StepResult } from './kind-module.ts';

export const done: StepResult = { result: 'done' };
export const gone: StepResult = { result: 'gone' };
export const stale: StepResult = { result: 'stale' };

export function wait(reason: string, retryAfterSeconds: number): StepResult {
  return { result: 'wait', reason, retryAfterSeconds };
}

export function refused(reason: string, message: string): StepResult {
  return { result: 'refused', reason, message };
}

export function skipped(reason: string, message: string): StepResult {
  return { result: 'skipped', reason, message };
}

export function inUse(message: string): StepResult {
  return { result: 'in-use', message };
}
