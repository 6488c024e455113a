import type { AwsSession } from '../../src/aws/aws-session.ts';
import type { KindModule, StepContext, StepResult } from '../../src/kinds/kind-module.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { Finding } from '../../src/model/finding.ts';
import { touchesAll } from '../../src/model/gap.ts';
import type { StepAction } from '../../src/model/kind.ts';
import type { Resource, Tags } from '../../src/model/resource.ts';
import type { AccountReading } from '../../src/sweep/sweep-deps.ts';
import { account, kinds as facts } from '../plan/builders.ts';

interface Item {
  finding: Finding;
  tags: Tags | null;
  etag: string;
  disabledAt: number | null;
  emptied: boolean;
}

type Answer = StepResult | Error;

/** An account as a sweep sees it, without AWS: resources with findings, and kinds that act on them. */
export interface FakeAccount {
  readonly items: Map<string, Item>;
  /** `disable E1`, `delete fn`: every attempt that reached the account, in order. */
  readonly acts: string[];
  readonly looks: { count: number };
  /** By act: the time after which a write shows that somebody uses it. */
  readonly newerThan: Map<string, string | null>;
  /** How many attempts ran at the same time at most. */
  readonly busy: { now: number; most: number };
  /** The next answers of an action, before it does what it should. */
  answer(act: string, ...answers: (Answer | (() => Answer))[]): void;
  change(key: string, change: Partial<Finding>): void;
  /** What is there, as a match would see it now. */
  findings(): readonly Finding[];
  look(): Promise<AccountReading>;
  /** Throws to let the sweep die around its n-th act. */
  onAct: ((count: number, when: 'before' | 'after') => void) | null;
  readonly session: AwsSession;
  readonly kinds: readonly KindModule[];
}

export interface FakeOptions {
  readonly clock: Clock;
  readonly settleMs?: number;
  readonly lookMs?: number;
  readonly actMs?: number;
  /** After the deletion of its distribution. */
  readonly replicasMs?: number;
}

export function fakeAccount(findings: readonly Finding[], options: FakeOptions): FakeAccount {
  const { clock } = options;
  const items = new Map<string, Item>(
    findings.map((finding) => [
      finding.key,
      { finding, tags: {}, etag: '1', disabledAt: null, emptied: false },
    ]),
  );
  const answers = new Map<string, (Answer | (() => Answer))[]>();
  const acts: string[] = [];
  const looks = { count: 0 };
  const newerThan = new Map<string, string | null>();
  const busy = { now: 0, most: 0 };
  let lastDistributionGone = clock.now().getTime();

  function settled(item: Item): boolean {
    return (
      item.disabledAt !== null &&
      clock.now().getTime() - item.disabledAt >= (options.settleMs ?? 240_000)
    );
  }

  function isUsed(key: string): boolean {
    return items.get(key)?.finding.usedBy.some((user) => items.has(user)) ?? false;
  }

  function perform(action: Exclude<StepAction, 'settle'>, key: string): StepResult {
    const item = items.get(key);
    if (!item) return { result: 'gone' };
    if (action === 'disable') {
      item.disabledAt ??= clock.now().getTime();
      item.etag = '2';
      return { result: 'done' };
    }
    if (action === 'empty') {
      item.emptied = true;
      return { result: 'done' };
    }
    const { kind } = item.finding;
    if (kind === 'cloudfront-distribution' && !settled(item))
      return { result: 'wait', reason: 'propagating', retryAfterSeconds: 15 };
    if (kind === 'cloudfront-function' && isUsed(key))
      return { result: 'in-use', message: 'It is in use.' };
    const replicas = clock.now().getTime() - lastDistributionGone < (options.replicasMs ?? 0);
    if (kind === 'lambda-edge-function' && replicas)
      return { result: 'wait', reason: 'replicas', retryAfterSeconds: 1800 };
    if (kind === 's3-bucket' && !item.emptied)
      return { result: 'in-use', message: 'It is not empty.' };
    if (kind === 'cloudfront-distribution') lastDistributionGone = clock.now().getTime();
    items.delete(key);
    return { result: 'done' };
  }

  async function act(
    action: Exclude<StepAction, 'settle'>,
    resource: Resource,
    context: StepContext,
  ): Promise<StepResult> {
    const word = `${action} ${resource.id}`;
    acts.push(word);
    newerThan.set(word, context.newerThan);
    const count = acts.filter((each) => each !== 'poll').length;
    fake.onAct?.(count, 'before');
    busy.most = Math.max(busy.most, ++busy.now);
    try {
      await clock.sleep(options.actMs ?? 100, context.signal);
    } finally {
      busy.now -= 1;
    }
    const queued = answers.get(word)?.shift();
    const answer = typeof queued === 'function' ? queued() : queued;
    if (answer instanceof Error) throw answer;
    const result = answer ?? perform(action, resource.key);
    fake.onAct?.(count, 'after');
    return result;
  }

  function resourceOf({ finding, tags, etag }: Item): Resource {
    return {
      key: finding.key,
      kind: finding.kind,
      id: finding.id,
      arn: finding.arn,
      name: finding.name,
      region: finding.region,
      createdAt: null,
      modifiedAt: null,
      tags,
      description: null,
      identifiers: [],
      references: [],
      etag,
      configuration: '',
      blockers: [],
      environmentPair: null,
      serving: null,
      memberOf: null,
      role: null,
      trusts: null,
      sizeBytes: null,
      follows: null,
      holdsData: null,
      retentionDays: null,
    };
  }

  /** What is gone references nothing any more. */
  function findingNow({ finding }: Item): Finding {
    const usedBy = finding.usedBy.filter(
      (user) => items.has(user) || !user.includes(':') || user.startsWith('arn:'),
    );
    const codes = usedBy.length === 0 && finding.usedBy.length > 0 ? ['unreferenced'] : [];
    return {
      ...finding,
      usedBy,
      evidence: [...finding.evidence, ...codes.map((code) => ({ code, source: '', detail: '' }))],
    };
  }

  const modules = facts.map((fact): KindModule => ({
    facts: fact,
    notes: { found: '', blockers: '', restores: '' },
    permissions: { scan: [], sweep: [] },
    listOperation: '',
    gapScope: () => touchesAll,
    arns: null,
    list: async () => ({ resources: [], gaps: [] }),
    reread: async ({ key }) => {
      const item = items.get(key);
      return item ? resourceOf(item) : null;
    },
    backup: async ({ id }) => [
      { name: 'config.json', content: `{"id":"${id}"}` },
      { name: 'code/index.mjs', missing: 'AccessDenied: no' },
    ],
    restore: { impossible: 'It is not real.' },
    steps: {
      disable: (resource, context) => act('disable', resource, context),
      empty: (resource, context) => act('empty', resource, context),
      delete: (resource, context) => act('delete', resource, context),
    },
    poll: async (ids) => {
      acts.push('poll');
      return new Map(
        ids.flatMap((id) => {
          const item = items.get(`${fact.kind}:${id}`);
          return item ? [[id, settled(item) ? 'ready' : 'pending'] as const] : [];
        }),
      );
    },
  }));

  const fake: FakeAccount = {
    items,
    acts,
    looks,
    newerThan,
    busy,
    answer(word, ...given) {
      answers.set(word, [...(answers.get(word) ?? []), ...given]);
    },
    change(key, change) {
      const item = items.get(key);
      if (item) item.finding = { ...item.finding, ...change };
    },
    findings: () => [...items.values()].map(findingNow),
    onAct: null,
    async look() {
      looks.count += 1;
      const takenAt = clock.now();
      const present = [...items.values()];
      const look = {
        findings: present.map(findingNow),
        resources: present.map(resourceOf),
        takenAt,
      };
      await clock.sleep(options.lookMs ?? 3_000);
      return look;
    },
    session: fakeSession(clock),
    kinds: modules,
  };
  return fake;
}

function fakeSession(clock: Clock): AwsSession {
  const noClients = () => {
    throw new Error('Fake kinds need no clients.');
  };
  return {
    account,
    partition: 'aws',
    caller: `arn:aws:iam::${account}:user/someone`,
    region: 'us-east-1',
    endpoint: null,
    simulated: true,
    clients: new Proxy({} as AwsSession['clients'], { get: noClients }),
    download: noClients,
    publish: noClients,
    calls: () => ({ total: 0, byOperation: {} }),
    now: () => clock.now(),
    clockIsLocal: () => false,
    close: () => undefined,
  };
}

/** An error as the SDK throws it. */
export function awsError(name: string, status = 400): Error {
  return Object.assign(new Error(`${name} happened`), {
    name,
    $metadata: { httpStatusCode: status, requestId: 'r-1' },
  });
}
