import { createSimulatedAws, virtualClock } from 'simulated-aws';
import { anAccount } from '../../test/account/account.ts';
import { aSite } from '../../test/account/sites.ts';
import { swept } from '../swept.ts';
import { throttledAbove } from './throttle.ts';

/** What a sweep of so many sites cost, in simulated time. */
export interface Waited {
  readonly seconds: number;
  /** List pages that were read only to see whether something is ready. */
  readonly polls: number;
  readonly throttled: number;
  readonly mistakes: readonly string[];
}

/** What CloudFront takes in a second, of changes. */
const writesPerSecond = 5;

/** Sweeps one removed stage of so many sites, each of which takes its own time to be disabled. */
export async function sweepOf(propagations: readonly number[]): Promise<Waited> {
  const account = anAccount();
  const at = account.ago({ days: 40 });
  const sites = propagations.map((propagation, index) => {
    const site = aSite({ app: 'acme', stage: 'pr-1', component: `Web${index}`, at });
    site.distributions[0].propagation = propagation;
    return site;
  });
  account.with(...sites);
  const entries = sites.flatMap((site) => site.entries);
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 9 }));
  // Journal and backups are written in real time, in which the simulated one must not run on.
  const clock = virtualClock({ start: new Date(account.data.now), idleTurns: 4000 });
  const aws = createSimulatedAws(account.data, { clock });
  const limit = throttledAbove(writesPerSecond, aws);
  const { code, stdout } = await swept({ clock, handler: limit.handler });
  const count = (operation: string) =>
    aws.requests.filter((request) => request.operation === operation).length;
  const result = JSON.parse(stdout);
  const left = aws.snapshot().cloudfront?.distributions ?? [];
  return {
    seconds: (Date.parse(result.finishedAt) - Date.parse(result.startedAt)) / 1000,
    // Every look lists these too, and nothing else does.
    polls: count('CloudFront.ListDistributions') - count('CloudFront.ListOriginAccessControls'),
    throttled: limit.throttled(),
    mistakes: [
      ...(code === 0 ? [] : [`the sweep ended with ${code}`]),
      ...(left.length === 0 ? [] : [`${left.length} distributions are left`]),
    ],
  };
}
