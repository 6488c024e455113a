import { openSession } from '../../src/aws/session.ts';
import type { Clock } from '../../src/model/clock.ts';
import { createSimulatedAws } from 'simulated-aws';
import { benchAccount } from './account.ts';
import { inLockStep } from './lock-step.ts';
import { lookAt } from './looking.ts';
import { sizeNamed } from './size.ts';

/** How long a look is in calls one after the other. */
export interface Rounds {
  readonly rounds: number;
  /** Requests that were on their way together, at most. */
  readonly widest: number;
}

/** `rounds.ts <size>`: a look in lock step, against the account in this very process. */
const size = sizeNamed(process.argv[2] ?? '');
const { data, bodies } = benchAccount(size);
const aws = createSimulatedAws(data, { bodies });
// Time stands still, and nobody waits for a rate: only what waits for an answer takes a round.
const clock: Clock = { now: () => new Date(data.now), sleep: () => Promise.resolve() };
const steps = inLockStep(aws.handler);
const session = await openSession({
  env: {},
  clock,
  simulated: true,
  requestHandler: steps.handler,
});
await lookAt(session, clock, size);
const result: Rounds = { rounds: steps.rounds(), widest: steps.widest() };
session.close();
process.send?.(result, () => process.disconnect());
