/** One entry of a Pulumi checkpoint, as SST's components list them. */
export interface Entry {
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  /** Chain of component types above it, outermost first, with their logical names. */
  readonly under?: readonly (readonly [type: string, name: string])[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly external?: boolean;
  readonly retainOnDelete?: boolean;
  readonly protect?: boolean;
  readonly importID?: string;
  /** An entry of the same state. */
  readonly deletedWith?: Entry;
  readonly delete?: boolean;
  /** What it made has SST's tags, and the state says so. */
  readonly tagged?: boolean;
}

interface CheckpointOptions {
  readonly app: string;
  readonly stage: string;
  readonly entries: readonly Entry[];
  readonly region?: string;
  /** How many creations are under way, or of what. */
  readonly pending?: number | readonly Entry[];
}

/** The JSON of `app/<app>/<stage>.json`; without entries as `sst remove` leaves it: no `resources` key. */
export function checkpointJson({
  app,
  stage,
  entries,
  region = 'us-east-1',
  pending = 0,
}: CheckpointOptions): Record<string, unknown> {
  const latest: Record<string, unknown> = {
    manifest: { time: '2026-01-01T00:00:00Z', magic: 'test', version: 'v3.215.0' },
    secrets_providers: { type: 'passphrase', state: { salt: 'v1:salt' } },
    metadata: {},
  };
  if (entries.length > 0) latest['resources'] = resourcesOf({ app, stage, entries, region });
  const some = { type: 'aws:cloudfront/distribution:Distribution', name: 'Pending' };
  const made: readonly Entry[] =
    typeof pending === 'number' ? Array.from({ length: pending }, () => some) : pending;
  if (made.length > 0) {
    // What is being created has no id yet.
    latest['pending_operations'] = made.map((entry) => ({
      resource: { urn: urnOf(app, stage, entry), custom: true, type: entry.type },
      type: 'creating',
    }));
  }
  return { version: 3, checkpoint: { stack: `organization/${app}/${stage}`, latest } };
}

function resourcesOf({
  app,
  stage,
  entries,
  region,
}: Required<Omit<CheckpointOptions, 'pending'>>): readonly unknown[] {
  const root = `urn:pulumi:${stage}::${app}::pulumi:pulumi:Stack::${app}-${stage}`;
  const provider = `urn:pulumi:${stage}::${app}::pulumi:providers:aws::default_7_20_0`;
  const components = new Map<string, unknown>();
  for (const { under = [] } of entries) {
    under.forEach(([type, name], index) => {
      const chain = under.slice(0, index);
      const urn = urnOf(app, stage, { type, name, under: chain });
      const parent = chain.length === 0 ? root : urnOf(app, stage, parentOf(chain));
      components.set(urn, { urn, custom: false, type, parent });
    });
  }
  return [
    { urn: root, custom: false, type: 'pulumi:pulumi:Stack' },
    {
      urn: provider,
      custom: true,
      id: 'provider-id',
      type: 'pulumi:providers:aws',
      inputs: { region, version: '7.20.0' },
    },
    ...components.values(),
    ...entries.map((entry) => ({
      urn: urnOf(app, stage, entry),
      custom: true,
      id: entry.id,
      type: entry.type,
      inputs: entry.inputs ?? {},
      outputs: { id: entry.id, ...defaultTags(entry, { app, stage }), ...entry.outputs },
      parent:
        entry.under && entry.under.length > 0 ? urnOf(app, stage, parentOf(entry.under)) : root,
      provider: `${provider}::provider-id`,
      ...(entry.external ? { external: true } : {}),
      ...(entry.retainOnDelete ? { retainOnDelete: true } : {}),
      ...(entry.protect ? { protect: true } : {}),
      ...(entry.importID ? { importID: entry.importID } : {}),
      ...(entry.deletedWith ? { deletedWith: urnOf(app, stage, entry.deletedWith) } : {}),
      ...(entry.delete ? { delete: true } : {}),
    })),
  ];
}

/** SST puts its tags on all that can have some (platform/src/config.ts), but not on what is imported. */
function defaultTags(
  { tagged = false, importID }: Entry,
  pair: { readonly app: string; readonly stage: string },
): Readonly<Record<string, unknown>> {
  if (!tagged || importID) return {};
  return { tagsAll: { 'sst:app': pair.app, 'sst:stage': pair.stage } };
}

/**
 * What Pulumi's engine writes of a run that took out what the state had and has no more: an event before
 * each step and one after it, and the summary (Pulumi sdk/go/common/apitype/events.go).
 */
export function eventLog({
  app,
  stage,
  had,
  has,
}: {
  readonly app: string;
  readonly stage: string;
  readonly had: readonly Entry[];
  readonly has: readonly Entry[];
}): string {
  const left = had.filter(
    (entry) => !has.some(({ id, name }) => id === entry.id && name === entry.name),
  );
  const events = left.flatMap((entry) => {
    const { id, type, external, retainOnDelete, protect, inputs = {}, outputs = {} } = entry;
    const urn = urnOf(app, stage, entry);
    const old = {
      type,
      urn,
      custom: true,
      id: id ?? '',
      parent: '',
      provider: '',
      inputs,
      outputs,
      ...(retainOnDelete && { retainOnDelete }),
      ...(protect && { protect }),
    };
    const op = external ? 'read-discard' : 'delete';
    const metadata = { op, urn, type, old, new: null, detailedDiff: null, provider: '' };
    return [{ resourcePreEvent: { metadata } }, { resOutputsEvent: { metadata } }];
  });
  const all = [{ preludeEvent: { config: {} } }, ...events, { summaryEvent: { isPreview: false } }];
  return all
    .map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 0, ...event })}\n`)
    .join('');
}

function parentOf(chain: NonNullable<Entry['under']>): Entry {
  const [type, name] = chain.at(-1) ?? ['', ''];
  return { type, name, under: chain.slice(0, -1) };
}

function urnOf(app: string, stage: string, { type, name, under = [] }: Entry): string {
  return `urn:pulumi:${stage}::${app}::${[...under.map(([parent]) => parent), type].join('$')}::${name}`;
}
