import type { AccountData, BucketData, Fault, ObjectData, SimulatedAws } from 'simulated-aws';

/** An account in which one thing less can be read, or one object less is there. */
export interface TakenAway {
  readonly what: string;
  readonly data: AccountData;
  /** Erased objects change what was, so other leftovers may show; what is only denied shows none. */
  readonly isErased: boolean;
}

/** Every permission that a scan used, every single call and page of it, and every object of a home. */
export function takeAway(data: AccountData, scanned: SimulatedAws): readonly TakenAway[] {
  const reads = scanned.requests.filter(({ operation }) => operation !== 'STS.GetCallerIdentity');
  const operations = [...new Set(reads.map(({ operation }) => operation))];
  const seen = new Map<string, number>();
  const calls = reads.map(({ operation, target, region }) => {
    const place = { operation, region, ...(target !== null && { target }) };
    const id = JSON.stringify(place);
    const after = seen.get(id) ?? 0;
    seen.set(id, after + 1);
    return { ...place, after };
  });
  const denied = (fault: Omit<Fault, 'kind'>): TakenAway => ({
    what: `denied: ${JSON.stringify(fault)}`,
    data: { ...data, faults: [...(data.faults ?? []), { kind: 'deny', ...fault }] },
    isErased: false,
  });
  return [
    ...operations.map((operation) => denied({ operation })),
    ...calls.map((call) => denied({ ...call, times: 1 })),
    ...homesOf(data).flatMap((home) =>
      (home.objects ?? [])
        .filter((object) => !isCurrentState(object, home) && !isUpload(object, home))
        .map((object) => erased(data, home.name, object)),
    ),
  ];
}

/** Whatever they are called. */
function homesOf(data: AccountData): readonly BucketData[] {
  const isState = ({ key }: ObjectData) => /^(app|lock|update)\//.test(key);
  return (data.s3?.buckets ?? []).filter(({ objects = [] }) => objects.some(isState));
}

/** Who erases the newest state goes back to the one before it: SST believes that one too. */
function isCurrentState(object: ObjectData, { objects = [] }: BucketData): boolean {
  return (
    object.key.startsWith('app/') && objects.findLast(({ key }) => key === object.key) === object
  );
}

/**
 * A person's own upload of a state, which no run wrote: who erases that very version leaves no trace of it
 * at all. Lifecycle rules erase the oldest first.
 */
function isUpload({ key, at = '' }: ObjectData, { objects = [] }: BucketData): boolean {
  if (!key.startsWith('app/')) return false;
  const lock = objects.filter((each) => each.key === key.replace('app/', 'lock/'));
  const before = lock.findLast((each) => (each.at ?? '') <= at);
  // While no lock stands no run is at work.
  return before === undefined || (before.deleteMarker === true && (before.at ?? '') < at);
}

function erased(data: AccountData, home: string, object: ObjectData): TakenAway {
  const buckets = (data.s3?.buckets ?? []).map((bucket) =>
    bucket.name === home
      ? { ...bucket, objects: (bucket.objects ?? []).filter((each) => each !== object) }
      : bucket,
  );
  return {
    what: `erased: ${object.key} of ${object.at}${object.deleteMarker ? ', a delete marker' : ''}`,
    data: { ...data, s3: { ...data.s3, buckets } },
    isErased: true,
  };
}
