import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault, SimulatedAws } from 'simulated-aws';
import { accountId } from '../../account/account.ts';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import type { RunProgram } from '../../../src/model/stage-removal.ts';
import type { ResultJson } from '../../../src/report/json/schema/result.ts';
import { aStateDir, run } from '../../e2e/in-process.ts';
import { killedAt } from '../../e2e/killed.ts';
import type { Town } from './town.ts';

/** Where the state lies: on a machine that is always the same one, or in a bucket. */
export type Keeping = 'folder' | 'bucket';

const troubles = ['denied', 'killed', 'twice', 'deploy', 'state denied'] as const;
type Trouble = (typeof troubles)[number] | 'none';

const denials = [
  'CloudFront.ListDistributions',
  'CloudFront.ListFunctions',
  'CloudFront.UpdateDistribution',
  'CloudFront.DeleteDistribution',
  'CloudFront.DeleteFunction',
  'Lambda.ListFunctions',
  'S3.DeleteBucket',
  'S3.GetObject',
  'S3.ListObjectVersions',
];

export class Nights {
  readonly #town: Town;
  readonly #keeping: Keeping;
  #stateDir = aStateDir();
  readonly told: Record<string, number> = {};
  deleted = 0;
  #last: Partial<Pick<ResultJson, 'excluded' | 'outcomes' | 'quarantine'>> = {};

  constructor(town: Town, keeping: Keeping) {
    this.#town = town;
    this.#keeping = keeping;
  }

  /** Sweeps once; returns what is wrong with it. */
  async sweep(at: string): Promise<readonly string[]> {
    const { chance, fates } = this.#town;
    const trouble: Trouble = chance.often(0.35) ? chance.pick(troubles) : 'none';
    this.told[trouble] = (this.told[trouble] ?? 0) + 1;
    const aws = this.#town.aws(at);
    const before = resourcesOf(aws.snapshot());
    const codes = await this.#run(aws, trouble);
    aws.setFaults([]);
    const data = aws.snapshot();
    const after = resourcesOf(data);
    this.#town.keep(data);
    // A deploy in the middle of a sweep makes it skip whatever its view does not hold for any more.
    const isWell = trouble === 'none' || trouble === 'twice';
    const unwell =
      isWell && codes.every((code) => code !== 0) ? [`ended with ${codes.join(' and ')}`] : [];
    const deletions = [...before.keys()].filter((id) => !after.has(id));
    this.deleted += deletions.length;
    const touched = ['live', 'kept', 'resting'] as const;
    return [
      ...unwell,
      ...this.#town.misled.splice(0),
      ...fates
        .judge({ at: Date.parse(at), isWell }, (id) => after.has(id))
        .map(({ id, what }) => `${id} ${what} (${this.said(id)})`),
      ...deletions
        .filter((id) => before.has(id) && fates.of(id)?.is === 'live')
        .map((id) => `${id} lived`),
      ...touched
        .flatMap((is) => fates.all(is))
        .filter((id) => before.get(id) !== after.get(id))
        .map((id) => `${id} was touched in a night of ${trouble}: ${JSON.stringify(fates.of(id))}`),
    ];
  }

  /** What the last sweep said of an id. */
  said(id: string): string {
    const { excluded = [], outcomes = [], quarantine } = this.#last;
    return [
      ...excluded.flatMap((each) => (each.resource === id ? [each.reason] : [])),
      ...outcomes.flatMap(({ resource, action, outcome, reason }) =>
        resource === id ? [`${action} ${outcome} ${reason}`] : [],
      ),
      ...(quarantine?.entries ?? []).flatMap(({ resource, state, since, detail }) =>
        resource === id ? [`${state} since ${since}: ${detail}`] : [],
      ),
    ].join('; ');
  }

  async #run(aws: SimulatedAws, trouble: Trouble): Promise<readonly number[]> {
    const { chance } = this.#town;
    const argv = this.#argv();
    switch (trouble) {
      case 'none':
        return [await this.#once(aws, argv)];
      case 'twice':
        return Promise.all([this.#once(aws, argv), this.#once(aws, argv)]);
      case 'denied':
        aws.setFaults([denied(chance.pick(denials))]);
        return [await this.#once(aws, argv)];
      case 'state denied':
        if (this.#keeping === 'bucket') aws.beforeWrite = refusingState(2 + chance.below(12));
        return [await this.#once(aws, argv)];
      case 'killed': {
        const when = chance.pick(['before', 'after'] as const);
        const kill = { at: 1 + chance.below(16), when };
        this.#stateDir = (await killedAt(aws, argv, kill, this.#stateDir)) ?? this.#stateDir;
        return [0];
      }
      case 'deploy': {
        let writes = chance.below(5);
        aws.beforeWrite = async () => {
          writes -= 1;
          if (writes >= 0) return;
          aws.beforeWrite = null;
          await this.#town.takeOverDuring(aws);
        };
        return [await this.#once(aws, argv)];
      }
      default:
        return trouble satisfies never;
    }
  }

  async #once(aws: SimulatedAws, argv: readonly string[]): Promise<number> {
    const stateDir = this.#keeping === 'folder' ? this.#stateDir : aStateDir();
    const runProgram: RunProgram = async ({ words }) => {
      await this.#town.removeDuring(aws, words);
      return { exitCode: 0, why: 'exited' };
    };
    const { code, stdout } = await run(aws, argv, { stateDir, runProgram });
    if (stdout !== '') this.#last = JSON.parse(stdout);
    return code;
  }

  #argv(): readonly string[] {
    const wanted = join(mkdtempSync(join(tmpdir(), 'sst-sweep-wanted-')), 'stages.txt');
    writeFileSync(wanted, `${this.#town.wanted().join('\n')}\n`);
    const nightly = ['sweep', '--demo', '--yes', '--account', accountId, '--quiet', '--json'];
    const narrow = ['--app', 'acme', '--stage', 'pr-*', '--delete-data', '--quarantine', '7d'];
    const state = this.#keeping === 'bucket' ? ['--state-dir', 's3://our-state/sst-sweep'] : [];
    const removing = ['--stages-from', wanted, '--remove-with', 'sst-remove {app} {stage}'];
    return [...nightly, ...narrow, ...removing, ...state];
  }
}

function denied(operation: string): Fault {
  return { kind: 'deny', operation };
}

/** The right to the state is taken away in the middle of the night. */
function refusingState(from: number): SimulatedAws['beforeWrite'] {
  let writes = 0;
  return ({ target }) => {
    if (target?.startsWith('our-state/') !== true) return;
    writes += 1;
    if (writes >= from) throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
  };
}
