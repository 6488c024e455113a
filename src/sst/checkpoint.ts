import { isRecord, parseStateObject, StateFileError, textOf } from './state-object.ts';

/** A resource entry of a Pulumi checkpoint, as far as this tool reads it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string | null;
  readonly custom: boolean;
  /** Read with `.get()`: somebody else's, destroy never deletes it. */
  readonly external: boolean;
  readonly parent: string | null;
  readonly provider: string | null;
  readonly retainOnDelete: boolean;
  readonly protect: boolean;
  readonly imported: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A well-formed checkpoint. `values` is the parsed `latest`, for claims; it holds secrets and is never kept. */
export interface ParsedCheckpoint {
  readonly resources: readonly StateResource[];
  readonly pendingOperations: number;
  readonly values: unknown;
}

/**
 * Parses `app/<app>/<stage>.json`. `resources` absent, null and `[]` all mean none (Pulumi's
 * `omitempty`), and `latest` is absent in a stack that was only initialised; but a file without
 * `checkpoint` (`{}`) is no checkpoint and says nothing.
 */
export function parseCheckpoint(bytes: Uint8Array): ParsedCheckpoint {
  const outer = parseStateObject(bytes);
  if (!isRecord(outer) || !isRecord(outer['checkpoint'])) {
    throw new StateFileError('it is not a checkpoint');
  }
  // Another version may keep its resources elsewhere: reading none there would say "removed".
  if (outer['version'] !== 3) throw new StateFileError('it is a checkpoint of an unknown version');
  const latest = outer['checkpoint']['latest'] ?? {};
  if (!isRecord(latest)) throw new StateFileError('its `latest` is not an object');
  return {
    resources: listOf(latest['resources'], 'resources').map(parseResource),
    pendingOperations: listOf(latest['pending_operations'], 'pending_operations').length,
    values: latest,
  };
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
    inputs: isRecord(inputs) ? inputs : {},
    outputs: isRecord(outputs) ? outputs : {},
  };
}

/** `urn:pulumi:<stage>::<app>::<parentType>$<type>::<logicalName>`, taken apart. */
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
