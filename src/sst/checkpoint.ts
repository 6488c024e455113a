import type { PendingOperation } from '../model/stage.ts';
import { isRecord, parseStateObject, StateFileError, textOf } from './state-object.ts';

/** A resource entry of a Pulumi checkpoint, as far as this tool reads it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string | null;
  readonly custom: boolean;
  /** Read with `.get()`: it belongs to somebody else, and destroy never deletes it. */
  readonly external: boolean;
  readonly parent: string | null;
  readonly provider: string | null;
  readonly retainOnDelete: boolean;
  readonly protect: boolean;
  readonly imported: boolean;
  /** It is deleted along with another resource. */
  readonly deletedWith: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A well-formed checkpoint. */
export interface ParsedCheckpoint {
  readonly resources: readonly StateResource[];
  readonly pendingOperations: number;
  /** The pending operations that name their resource. */
  readonly pending: readonly PendingOperation[];
}

/**
 * Parses `app/<app>/<stage>.json`. `resources` absent, null and `[]` all mean none (Pulumi's `omitempty`),
 * and `latest` is absent in a stack that was only initialised; but a file without `checkpoint` (`{}`) is no
 * checkpoint and proves nothing.
 */
export function parseCheckpoint(bytes: Uint8Array): ParsedCheckpoint {
  return checkpointOf(parseStateObject(bytes));
}

/** `parseCheckpoint` for JSON that was parsed already. */
export function checkpointOf(outer: unknown): ParsedCheckpoint {
  if (!isRecord(outer) || !isRecord(outer['checkpoint'])) {
    throw new StateFileError('it is not a checkpoint');
  }
  // Another version may keep its resources elsewhere: read here as empty, it would mean "removed".
  if (outer['version'] !== 3) throw new StateFileError('it is a checkpoint of an unknown version');
  const latest = outer['checkpoint']['latest'] ?? {};
  if (!isRecord(latest)) throw new StateFileError('its `latest` is not an object');
  const resources = listOf(latest['resources'], 'resources');
  checkUrns(resources);
  const pending = listOf(latest['pending_operations'], 'pending_operations');
  return {
    resources: resources.map(parseResource),
    pendingOperations: pending.length,
    pending: pending.flatMap(parsePending),
  };
}

/** `{ "resource": { "urn", "type", "id"? }, "type": "creating" }` (Pulumi sdk/go/common/apitype). */
function parsePending(value: unknown): readonly PendingOperation[] {
  const resource = isRecord(value) ? value['resource'] : null;
  const operation = isRecord(value) ? textOf(value['type']) : null;
  const urn = isRecord(resource) ? textOf(resource['urn']) : null;
  const type = isRecord(resource) ? textOf(resource['type']) : null;
  if (!isRecord(resource) || !operation || !urn || !type) return [];
  return [{ operation, urn, type, id: textOf(resource['id']) }];
}

function listOf(value: unknown, member: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new StateFileError(`its \`${member}\` is not a list`);
  return value;
}

function parseResource(value: unknown, index: number): StateResource {
  const urn = isRecord(value) ? textOf(value['urn']) : null;
  const type = isRecord(value) ? textOf(value['type']) : null;
  if (!isRecord(value) || !urn || !type) {
    throw new StateFileError(`its resource ${index + 1} has no urn or type`);
  }
  const { inputs, outputs } = value;
  const wrong = memberTypes.find(([name, type]) => !isAbsentOr(value[name], type));
  if (wrong)
    throw new StateFileError(`its resource ${index + 1} has a \`${wrong[0]}\` of another type`);
  return {
    urn,
    type,
    id: textOf(value['id']),
    custom: value['custom'] === true,
    external: value['external'] === true,
    parent: textOf(value['parent']),
    provider: textOf(value['provider']),
    retainOnDelete: value['retainOnDelete'] === true,
    protect: value['protect'] === true,
    imported: textOf(value['importID']) !== null,
    deletedWith: textOf(value['deletedWith']) !== null,
    inputs: isRecord(inputs) ? inputs : {},
    outputs: isRecord(outputs) ? outputs : {},
  };
}

/** The types that Pulumi writes (sdk/go/common/apitype/core.go): another type is damage, not absence. */
const memberTypes = [
  ['id', 'string'],
  ['parent', 'string'],
  ['provider', 'string'],
  ['importID', 'string'],
  ['deletedWith', 'string'],
  ['custom', 'boolean'],
  ['external', 'boolean'],
  ['retainOnDelete', 'boolean'],
  ['protect', 'boolean'],
  ['delete', 'boolean'],
  ['inputs', 'object'],
  ['outputs', 'object'],
] as const;

function isAbsentOr(value: unknown, type: (typeof memberTypes)[number][1]): boolean {
  if (value === undefined || value === null) return true;
  return type === 'object' ? isRecord(value) : typeof value === type;
}

/**
 * As in Pulumi's own check of a state, one URN may occur twice only where all but one wait for their
 * deletion.
 */
function checkUrns(resources: readonly unknown[]): void {
  const seen = new Set<unknown>();
  for (const resource of resources) {
    if (!isRecord(resource) || resource['delete'] === true) continue;
    if (seen.has(resource['urn'])) throw new StateFileError('it lists one URN twice');
    seen.add(resource['urn']);
  }
}

/** The parts of `urn:pulumi:<stage>::<app>::<parentType>$<type>::<logicalName>`. */
export function parseUrn(urn: string): {
  readonly stage: string;
  readonly app: string;
  readonly types: readonly string[];
  readonly name: string;
} | null {
  const [head, app, types, ...name] = urn.split('::');
  const stage = head?.startsWith('urn:pulumi:') ? head.slice('urn:pulumi:'.length) : null;
  if (!stage || !app || !types || name.length === 0) return null;
  return { stage, app, types: types.split('$'), name: name.join('::') };
}
