import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aUserBucket } from '../../account/sites.ts';
import { later, type StageBuilder } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const version = '4.17.0';

/**
 * A bucket of a stage that was removed nine days ago under `state.retention`: of its state and its lock only
 * the newest versions are left, of its updates the snapshots, event logs and records.
 */
async function told(
  meanwhile: (stage: StageBuilder, ago: (days: number) => string) => void = () => undefined,
  { updates, afterwards, keeps = false, goesWith }: Retained = {},
): Promise<string | null> {
  const account = anAccount();
  const ago = (days: number) => account.ago({ days });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at: ago(80) });
  const bucket = entries.map((entry) => ({
    ...entry,
    retainOnDelete: keeps,
    ...(goesWith && { deletedWith: goesWith }),
  }));
  const stage = account
    .with({ buckets })
    .home()
    .stage('acme', 'pr-1')
    .deploy(ago(80), [...bucket, parameter], { version });
  meanwhile(stage, ago);
  stage.remove(ago(9), { version }).retain(updates);
  afterwards?.(stage, ago);
  const said = await verdicts(account, { bucket: buckets[0].name });
  return said.bucket;
}

interface Retained {
  /** How many updates the stage keeps; all where it is absent. */
  readonly updates?: number;
  readonly afterwards?: (stage: StageBuilder, ago: (days: number) => string) => void;
  readonly keeps?: boolean;
  readonly goesWith?: Entry;
}

const found = 'leftover certain (11)';
const unproven = 'unknown (8)';

/** The folder’s files of the stage, oldest update first. */
function filesOf(stage: StageBuilder, folder: string) {
  const written = (stage.bucket.objects ?? []).filter(
    ({ key, deleteMarker }) => key.startsWith(`${folder}/acme/pr-1/`) && !deleteMarker,
  );
  return written.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
}

describe('what a stage under state.retention owned', () => {
  it('is told by a snapshot, and by the event log of the run that deleted it', async () => {
    expect(await told()).toBe(found);
    expect(await told(undefined, { updates: 2 })).toBe(found);
  });

  it('was kept on purpose where the snapshot says so', async () => {
    expect(await told(undefined, { keeps: true })).toBe('retained (9)');
    expect(await told(undefined, { goesWith: parameter })).toBe('retained (9)');
  });

  it('is not known where only the newest update is kept', async () => {
    expect(await told(undefined, { updates: 1 })).toBe('unknown (16)');
  });

  it('is not left over where somebody took it out of the state by an upload, which is erased', async () => {
    const upload = (stage: StageBuilder, ago: (days: number) => string) =>
      stage.push(ago(40), [parameter]).goOnWith([parameter]);
    expect(await told(upload)).toBe(unproven);
  });

  it('is not left over where somebody took it out with `sst state remove`', async () => {
    const edit = (stage: StageBuilder, ago: (days: number) => string) =>
      stage.run({ at: ago(40), command: 'edit', entries: [parameter], version });
    expect(await told(edit)).toBe(unproven);
    expect(await told(edit, { updates: 2 })).toBe('unknown (16)');
  });

  it('is not left over where the engine was told in between to keep it', async () => {
    const keep = (stage: StageBuilder) => {
      const [, log] = filesOf(stage, 'eventlog');
      if (log) log.body = String(log.body).replaceAll('"custom":true', '"retainOnDelete":true');
    };
    expect(await told(undefined, { afterwards: keep })).toBe(unproven);
  });

  it.each(['snapshot', 'eventlog'])('is not known where the last %s is erased', async (folder) => {
    const erase = (stage: StageBuilder) => {
      const last = filesOf(stage, folder).at(-1);
      stage.bucket.objects = (stage.bucket.objects ?? []).filter((object) => object !== last);
    };
    expect(await told(undefined, { afterwards: erase })).toBe(unproven);
  });

  it.each(['snapshot', 'eventlog'])(
    'is not known where somebody wrote over the last %s',
    async (folder) => {
      const write = (stage: StageBuilder, ago: (days: number) => string) => {
        const last = filesOf(stage, folder).at(-1);
        if (last) stage.object({ ...last, at: ago(8) });
      };
      expect(await told(undefined, { afterwards: write })).toBe(unproven);
    },
  );

  it.each([
    [
      'of an update that is not on record',
      (key: string) => key.replace(/.{4}\.json$/, 'beef.json'),
    ],
    ['that its own run cannot have written', (key: string) => key],
  ])('is not told by a snapshot %s', async (_, keyOf) => {
    const plant = (stage: StageBuilder, ago: (days: number) => string) => {
      const [first] = filesOf(stage, 'snapshot');
      if (!first) return;
      stage.bucket.objects = (stage.bucket.objects ?? []).filter((object) => object !== first);
      stage.object({ ...first, key: keyOf(first.key), at: ago(79) });
    };
    expect(await told(undefined, { afterwards: plant })).toBe('unknown (16)');
  });

  it('is not known where the last event log was written while the bucket kept no versions', async () => {
    const suspend = (stage: StageBuilder) => {
      const last = filesOf(stage, 'eventlog').at(-1);
      if (last) last.versionId = 'null';
    };
    expect(await told(undefined, { afterwards: suspend })).toBe(unproven);
  });

  it('may have been listed again by a later run whose snapshot is erased', async () => {
    const account = anAccount();
    const ago = (days: number) => account.ago({ days });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at: ago(80) });
    const stage = account
      .with({ buckets })
      .home()
      .stage('acme', 'pr-1')
      .deploy(ago(80), [...entries, parameter], { version })
      .deploy(ago(60), [parameter], { version })
      .deploy(ago(40), [parameter], { version })
      .remove(ago(9), { version })
      .retain();
    const name = { bucket: buckets[0].name };
    expect(await verdicts(account, name)).toEqual({ bucket: found });
    const third = filesOf(stage, 'snapshot')[2];
    stage.bucket.objects = (stage.bucket.objects ?? []).filter((object) => object !== third);
    expect(await verdicts(account, name)).toEqual({ bucket: unproven });
  });

  it('is not known in a home that keeps no versions', async () => {
    const account = anAccount();
    const ago = (days: number) => account.ago({ days });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at: ago(80) });
    account
      .with({ buckets })
      .home('us-east-1', { versioned: false })
      .stage('acme', 'pr-1')
      .deploy(ago(80), entries, { version })
      .remove(ago(9), { version })
      .retain();
    expect(await verdicts(account, { bucket: buckets[0].name })).toEqual({
      bucket: 'unknown (16)',
    });
  });

  it('is known only until a run that two overlapped', async () => {
    const beside = (stage: StageBuilder, ago: (days: number) => string) =>
      stage.object({
        key: 'update/acme/pr-1/fffffffffff0616161616161.json',
        at: later(ago(9), 30),
        body: { version, command: 'deploy', timeStarted: ago(9) },
      });
    expect(await told(undefined, { afterwards: beside })).toMatch(/^unknown|^busy/);
  });
});
