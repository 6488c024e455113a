/** A key of a state bucket that concerns one stage. */
export type StateKey =
  | { readonly type: 'app' | 'lock'; readonly app: string; readonly stage: string }
  | { readonly type: 'update'; readonly app: string; readonly stage: string; readonly id: string };

/** SST's rules: pkg/project/project.go, InvalidAppRegex and InvalidStageRegex. */
const appName = /^[A-Za-z][A-Za-z0-9-]*$/;
const stageName = /^[A-Za-z0-9-]+$/;

/**
 * Reads `app/<app>/<stage>.json`, `lock/...` and `update/<app>/<stage>/<id>.json`.
 * Null for all else: `_fallback` is no stage, folders below a stage are no checkpoints.
 */
export function parseStateKey(key: string): StateKey | null {
  const parts = key.split('/');
  const [type, app] = parts;
  if (!app || !appName.test(app)) return null;
  if ((type === 'app' || type === 'lock') && parts.length === 3) {
    const stage = withoutJson(parts[2]);
    return stage !== null && stageName.test(stage) ? { type, app, stage } : null;
  }
  if (type === 'update' && parts.length === 4) {
    const stage = parts[2];
    const id = withoutJson(parts[3]);
    if (stage && stageName.test(stage) && id) return { type, app, stage, id };
  }
  return null;
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

/** `acme/pr-1`: how gaps and reports name a stage. */
export function stageId(pair: { readonly app: string; readonly stage: string }): string {
  return `${pair.app}/${pair.stage}`;
}
