import type { Inventory } from '../../model/inventory.ts';
import { questionKey } from '../../model/question.ts';
import type { Resource } from '../../model/resource.ts';
import { traceTags } from '../../model/own-tags.ts';
import { durations, latest, toMs } from '../../model/times.ts';

const closeMs = 10 * durations.minuteMs;

/**
 * Time of the last change by anybody but this tool. Disabling changes a distribution's time, so before that
 * write the sweep tags it with its time and with the hash of the configuration that it will send. The older
 * time counts while the distribution is disabled, was last changed within 10 minutes of our write, and its
 * configuration has that hash.
 */
export function modifiedByOthersAt(resource: Resource, inventory: Inventory): string | null {
  const trace = traceOf(resource);
  if (!trace || resource.modifiedAt === null || resource.serving?.enabled !== false)
    return resource.modifiedAt;
  if (Math.abs(toMs(resource.modifiedAt) - toMs(trace.at)) > closeMs) return resource.modifiedAt;
  const answer = inventory.answers[questionKey({ type: 'distribution-config', id: resource.id })];
  const same =
    answer?.type === 'distribution-config' && answer.configuration === trace.configuration;
  return same ? trace.modifiedAt : resource.modifiedAt;
}

/** A disabled distribution with the sweep's tags: its configuration must be read before its time counts. */
export function hasTrace(resource: Resource): boolean {
  return traceOf(resource) !== null && resource.serving?.enabled === false;
}

function traceOf(
  resource: Resource,
): { at: string; modifiedAt: string; configuration: string } | null {
  const at = timeIn(resource.tags?.[traceTags.at]);
  const modifiedAt = timeIn(resource.tags?.[traceTags.modifiedAt]);
  const configuration = resource.tags?.[traceTags.configuration];
  return at && modifiedAt && configuration ? { at, modifiedAt, configuration } : null;
}

function timeIn(text: string | undefined): string | null {
  return text !== undefined && !Number.isNaN(Date.parse(text)) ? text : null;
}

/** Time at which somebody made or last changed it; null where AWS keeps no time. */
export function changedAt(resource: Resource, inventory: Inventory): string | null {
  return latest(resource.createdAt, modifiedByOthersAt(resource, inventory));
}
