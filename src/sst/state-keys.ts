import type { AppStage } from '../model/resource.ts';

/** A key of a state bucket that concerns one stage. */
export type StateKey =
  | { readonly type: 'app' | 'lock'; readonly app: string; readonly stage: string }
  | { readonly type: 'update'; readonly app: string; readonly stage: string; readonly id: string };

/**
 * Reads `app/<app>/<stage>.json`, `lock/...` and `update/<app>/<stage>/<id>.json`; null for all else:
 * `secret/<app>/_fallback.json`, folders below a stage. SST's current rules for names
 * (pkg/project/project.go) are not applied: a state whose stage breaks them claims as much.
 */
export function parseStateKey(key: string): StateKey | null {
  const parts = key.split('/');
  const [type, app] = parts;
  if (!app) return null;
  if ((type === 'app' || type === 'lock') && parts.length === 3) {
    const stage = withoutJson(parts[2]);
    return stage ? { type, app, stage } : null;
  }
  if (type === 'update' && parts.length === 4) {
    const stage = parts[2];
    const id = withoutJson(parts[3]);
    if (stage && id) return { type, app, stage, id };
  }
  return null;
}

/**
 * The stage of an object in a state bucket: `<folder>/<app>/<stage>.json`, or
 * `<folder>/<app>/<stage>/<id>.json`. Null for objects of no stage: an app's `secret/<app>/_fallback.json`.
 */
export function stageOfKey(key: string): AppStage | null {
  const [, app, third, fourth, ...more] = key.split('/');
  if (!app || !third || more.length > 0) return null;
  const stage = fourth === undefined ? withoutJson(third) : third;
  if (!stage || (fourth === undefined && stage === '_fallback' && key.startsWith('secret/')))
    return null;
  return { app, stage };
}

/**
 * `assets/<name>-code-<sha256>.zip` and `sourcemap/<ARN of a log group>/<sha256>...`: SST's uploads for
 * functions (platform/src/components/aws/function.ts).
 */
const functionCode = /^(?:assets\/.+-code-[0-9a-f]{64}\.zip$|sourcemap\/arn:[^:]+:logs:)/;

/**
 * A key that only a bucket of SST's bootstrap has: of a stage's state, lock or record, or of a
 * function's code.
 */
export function isKeyOfSst(key: string): boolean {
  return functionCode.test(key) || parseStateKey(key) !== null;
}

/**
 * Folder of the passphrases `/sst/passphrase/<app>/<stage>`, with which SST encrypts the secrets of a
 * stage's state.
 */
export const passphrasePath = '/sst/passphrase';

/** The stage of a passphrase, by the parameter's name alone: its value is never read. */
export function stageOfPassphrase(name: string): AppStage | null {
  if (!name.startsWith(`${passphrasePath}/`)) return null;
  const [app, stage, ...more] = name.slice(passphrasePath.length + 1).split('/');
  return app && stage && more.length === 0 ? { app, stage } : null;
}

function withoutJson(part: string | undefined): string | null {
  return part?.endsWith('.json') ? part.slice(0, -'.json'.length) : null;
}

/** `app/acme/pr-1.json`. */
export function checkpointKey(app: string, stage: string): string {
  return `app/${app}/${stage}.json`;
}

export function lockKey(app: string, stage: string): string {
  return `lock/${app}/${stage}.json`;
}

export function updateKey(app: string, stage: string, id: string): string {
  return `update/${app}/${stage}/${id}.json`;
}

/** The end state of a completed run, from SST 3.4.0 on (pkg/project/workdir.go, `Push`). */
export function snapshotKey(app: string, stage: string, id: string): string {
  return `snapshot/${app}/${stage}/${id}.json`;
}

/** The events of a run's engine, from SST 3.6.19 on. */
export function eventLogKey(app: string, stage: string, id: string): string {
  return `eventlog/${app}/${stage}/${id}.json`;
}

/** `acme/pr-1`: the form in which gaps and reports name a stage. */
export function stageId(pair: { readonly app: string; readonly stage: string }): string {
  return `${pair.app}/${pair.stage}`;
}
