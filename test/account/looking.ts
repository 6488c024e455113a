import { setMaxListeners } from 'node:events';
import { openSession } from '../../src/aws/session.ts';
import { surveyAccount, type Survey, type SurveyOptions } from '../../src/survey/survey.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { MatchOptions } from '../../src/model/options.ts';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import type { AccountBuilder } from './account.ts';

export const plainOptions: MatchOptions = {
  keep: [],
  olderThanMs: null,
  allowTraffic: false,
  abandon: [],
};

export interface LookingOptions {
  readonly match?: Partial<MatchOptions>;
  readonly ignoreHomes?: readonly string[];
  readonly ignoreRegions?: readonly string[];
  readonly ignoreStages?: readonly string[];
  /** DNS names that lead somewhere. */
  readonly resolving?: readonly string[];
  readonly aws?: SimulatedAws;
  readonly isInQuestion?: SurveyOptions['isInQuestion'];
  readonly others?: SurveyOptions['others'];
  readonly words?: SurveyOptions['words'];
  readonly only?: SurveyOptions['only'];
  readonly earlier?: SurveyOptions['earlier'];
}

export interface Looked extends Survey {
  readonly aws: SimulatedAws;
  /** The finding on an id; throws where it is not listed. */
  of(id: string): Finding;
  has(id: string): boolean;
}

/** The whole way from the account to the verdicts, through the SDK and the wire. */
export async function looking(
  account: AccountBuilder,
  options: LookingOptions = {},
): Promise<Looked> {
  const aws = options.aws ?? createSimulatedAws(account.data);
  const session = await openSession({
    env: {},
    clock: aws.clock,
    simulated: true,
    requestHandler: aws.handler,
  });
  const result = await surveyAccount(session, {
    kinds,
    clock: aws.clock,
    signal: quietSignal(),
    emit: () => undefined,
    regions: [],
    ignoreHomes: options.ignoreHomes ?? [],
    ignoreRegions: options.ignoreRegions ?? [],
    // Callers of an older library do not know it.
    ...(options.ignoreStages && { ignoreStages: options.ignoreStages }),
    ...(options.others && { others: options.others }),
    ...(options.words && { words: options.words }),
    ...(options.only && { only: options.only }),
    ...(options.earlier && { earlier: options.earlier }),
    ...(options.isInQuestion && { isInQuestion: options.isInQuestion }),
    matchOptions: { ...plainOptions, ...options.match },
    resolveName: async (name) => ((options.resolving ?? []).includes(name) ? 'yes' : 'none'),
    files: new Map(),
  });
  const find = (id: string) => result.findings.find((finding) => finding.id === id);
  return {
    ...result,
    aws,
    has: (id) => find(id) !== undefined,
    of(id) {
      const finding = find(id);
      if (!finding)
        throw new Error(
          `${id} is not listed; listed are ${result.findings.map((each) => each.id).join(', ')}`,
        );
      return finding;
    },
  };
}

/** One signal goes with every request of a scan: Node would warn of the eleventh listener. */
function quietSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

/** `leftover certain (11)`: what a test compares. */
export function said({ verdict, confidence, row }: Finding): string {
  return `${verdict}${confidence ? ` ${confidence}` : ''} (${row})`;
}
