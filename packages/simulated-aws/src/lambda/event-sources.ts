import type { EventSourceData } from '../account-lambda.ts';
import { jsonReply } from '../json-protocol.ts';
import { by, pageOf } from '../paging.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { parseName, type Call } from './call.ts';

const mostItems = 100;

/**
 * ListEventSourceMappings, of all functions or of one, whether or not that is still there. Those of an alias
 * or version are asked for by its name (Lambda API reference, `FunctionName`).
 */
export function listEventSources(call: Call): WireResponse {
  const { environment, eventSources, region, query, strikes } = call;
  const asked = query.get('FunctionName');
  const named = asked === undefined ? null : parseName(asked);
  const sorted = [...eventSources.values()]
    .filter((each) => each.region === region)
    .filter(
      (each) =>
        named === null || (each.function === named.name && each.qualifier === named.qualifier),
    )
    .sort(by(({ id }) => id));
  const page = pageOf(sorted, {
    token: query.get('Marker'),
    keyOf: ({ id }) => id,
    limit: Math.min(Number(query.get('MaxItems') ?? mostItems), mostItems),
    strikes,
    invalidToken: 'InvalidParameterValueException',
  });
  const EventSourceMappings = page.items.map((each) => row(each, environment.account));
  return jsonReply(200, { EventSourceMappings, NextMarker: page.nextToken });
}

/** DeleteEventSourceMapping: refused while it is being made or changed; gone at once here. */
export function deleteEventSource(call: Call): WireResponse {
  const { environment, eventSources, rest: id } = call;
  const found = eventSources.get(id);
  if (!found || found.region !== call.region) {
    const message = 'The resource you requested does not exist.';
    throw new Refusal(404, 'ResourceNotFoundException', message);
  }
  if (found.state === 'Creating' || found.state === 'Updating') {
    const message =
      'Cannot delete the event source mapping because it is in use: another operation is in progress.';
    throw new Refusal(400, 'ResourceInUseException', message);
  }
  eventSources.delete(id);
  return jsonReply(202, { ...row(found, environment.account), State: 'Deleting' });
}

function row(
  { id, region, function: name, qualifier, source, state }: EventSourceData,
  account: string,
) {
  const suffix = qualifier === undefined ? '' : `:${qualifier}`;
  return {
    UUID: id,
    EventSourceArn: source,
    FunctionArn: `arn:aws:lambda:${region}:${account}:function:${name}${suffix}`,
    State: state ?? 'Enabled',
    BatchSize: 10,
  };
}
