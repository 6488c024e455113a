import type { Event } from '../../model/event.ts';
import { gapJson, outcomeJson, stepJson } from './parts.ts';
import { eventSchema, type EventJson } from './schema/event.ts';

/** An event in `ndjson`: only members of the contract, and nothing that states hold. */
export function eventJson(event: Event, at: string): EventJson {
  const schema = 'sst-sweep/event@1';
  switch (event.type) {
    case 'scan-started':
      return { schema, type: event.type, at, data: { account: event.account } };
    case 'scan-progress': {
      const { phase, done, total } = event;
      return { schema, type: event.type, at, data: { phase, done, total } };
    }
    case 'gap-found':
      return { schema, type: event.type, at, data: { gap: gapJson(event.gap) } };
    case 'scan-finished':
      return { schema, type: event.type, at, data: { calls: event.calls } };
    case 'judging':
      return { schema, type: event.type, at, data: { resources: event.resources } };
    case 'judged':
      return { schema, type: event.type, at, data: {} };
    case 'sweep-started': {
      const { sweep, steps, seconds = null } = event;
      return { schema, type: event.type, at, data: { sweep, steps, estimateSeconds: seconds } };
    }
    case 'step-started':
      return { schema, type: event.type, at, data: { step: stepJson(event.step) } };
    case 'step-waiting': {
      const { since, detail } = event;
      return { schema, type: event.type, at, data: { step: stepJson(event.step), since, detail } };
    }
    case 'step-progress': {
      const { done, detail } = event;
      return { schema, type: event.type, at, data: { step: stepJson(event.step), done, detail } };
    }
    case 'step-finished': {
      const data = { step: stepJson(event.step), outcome: outcomeJson(event.outcome) };
      return { schema, type: event.type, at, data };
    }
    case 'sweep-finished':
      return { schema, type: event.type, at, data: { sweep: event.sweep } };
    case 'removal-started': {
      const { app, stage, region } = event;
      return { schema, type: event.type, at, data: { app, stage, region } };
    }
    case 'removal-finished': {
      const { app, stage, region, outcome, reason, exitCode, seconds } = event;
      const data = { app, stage, region, outcome, reason, exitCode, seconds };
      return { schema, type: event.type, at, data };
    }
    case 'restore-progress': {
      const { key, detail, ended } = event;
      return { schema, type: event.type, at, data: { key, detail, ended } };
    }
    default:
      return event satisfies never;
  }
}

/** A command's last event is its document: the type is the name of its schema. */
export function lastEventJson(document: unknown, at: string): EventJson {
  const schema =
    typeof document === 'object' && document !== null && 'schema' in document
      ? document.schema
      : null;
  const [, type] = /^sst-sweep\/([a-z]+)@\d+$/.exec(String(schema)) ?? [];
  return eventSchema.parse({ schema: 'sst-sweep/event@1', type, at, data: document });
}
