import { setMaxListeners } from 'node:events';
import type { AwsSession } from '../../src/aws/aws-session.ts';
import { surveyAccount } from '../../src/survey/survey.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { CallCounts } from '../../src/model/inventory.ts';
import { expectedLeftovers } from './account.ts';
import type { Size } from './size.ts';

/** What a look came to. */
export interface Looked {
  readonly calls: CallCounts;
  readonly findings: number;
  readonly leftovers: number;
  /** Leftovers that are none, leftovers that were missed or are not `certain`, gaps. */
  readonly mistakes: readonly string[];
}

/** A look as the commands take it: the scan, the match, and its rounds of look-ups. */
export async function lookAt(session: AwsSession, clock: Clock, size: Size): Promise<Looked> {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const { findings, inventory } = await surveyAccount(session, {
    kinds,
    clock,
    signal,
    emit: () => undefined,
    regions: [],
    ignoreHomes: [],
    ignoreRegions: [],
    ignoreStages: [],
    matchOptions: { keep: [], olderThanMs: null, allowTraffic: false, abandon: [] },
    resolveName: () => Promise.resolve('none'),
    files: new Map(),
  });
  const expected = expectedLeftovers(size);
  const found = findings.filter(({ verdict }) => verdict === 'leftover');
  const certain = new Set(
    found.filter(({ confidence }) => confidence === 'certain').map(({ id }) => id),
  );
  return {
    calls: session.calls(),
    findings: findings.length,
    leftovers: found.length,
    mistakes: [
      ...found.filter(({ id }) => !expected.has(id)).map(({ id }) => `${id} is no leftover`),
      ...[...expected].filter((id) => !certain.has(id)).map((id) => `${id} was missed`),
      ...inventory.gaps.map(({ id, message }) => `gap ${id}: ${message}`),
    ],
  };
}
