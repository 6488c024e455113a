import type { EngineDeletion } from '../model/stage.ts';
import { keptBy } from './owned.ts';
import { isRecord, parseLines, StateFileError, textOf } from './state-object.ts';

/** Steps with which Pulumi's engine takes a resource out of the state; the second is part of a replacement. */
const deletes: ReadonlySet<string | null> = new Set(['delete', 'delete-replaced']);

/**
 * The resources that the engine of a run deleted, or gave up because the program said so: the events after
 * a successful step (Pulumi pkg/engine/update.go, sdk/go/common/apitype/events.go). SST stores the engine's
 * log unchanged, one event per line (pkg/project/workdir.go). Inputs and outputs are not kept.
 */
export function parseDeletions(bytes: Uint8Array): readonly EngineDeletion[] {
  const found: EngineDeletion[] = [];
  for (const event of parseLines(bytes, (line) => line.includes('"resOutputsEvent"'))) {
    if (!isRecord(event)) throw new StateFileError('one of its events is not an object');
    const done = event['resOutputsEvent'];
    if (!isRecord(done) || done['planning'] === true) continue;
    const step = done['metadata'];
    if (!isRecord(step) || !deletes.has(textOf(step['op']))) continue;
    const old = step['old'];
    const urn = textOf(step['urn']);
    const id = isRecord(old) ? textOf(old['id']) : null;
    if (!isRecord(old) || urn === null || id === null) continue;
    const { inputs } = old;
    const kept = keptBy({
      retainOnDelete: old['retainOnDelete'] === true,
      protect: old['protect'] === true,
      // Events lack these members; the state before has them.
      imported: false,
      deletedWith: false,
      inputs: isRecord(inputs) ? inputs : {},
    });
    found.push({ urn, id, kept });
  }
  return found;
}
