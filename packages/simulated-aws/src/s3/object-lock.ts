import { Refusal, type WireResponse } from '../wire.ts';
import { elements } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { readable } from './objects.ts';
import { xmlReply } from './reply.ts';

/** GetObjectRetention: until when a version is kept, and how strictly. */
export function getRetention(bucket: Bucket, call: Call): WireResponse {
  const { source } = readable(bucket, call);
  if (source.lockedUntil === undefined) throw notLocked();
  return xmlReply(
    'Retention',
    elements({ Mode: source.lockMode ?? 'COMPLIANCE', RetainUntilDate: source.lockedUntil }),
  );
}

export function getLegalHold(bucket: Bucket, call: Call): WireResponse {
  const { source } = readable(bucket, call);
  if (source.legalHold === undefined) throw notLocked();
  return xmlReply('LegalHold', elements({ Status: source.legalHold ? 'ON' : 'OFF' }));
}

function notLocked(): Refusal {
  const message = 'The specified object does not have a ObjectLock configuration';
  return new Refusal(404, 'NoSuchObjectLockConfiguration', message);
}
