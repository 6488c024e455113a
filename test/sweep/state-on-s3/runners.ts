import type { AccountData, SimulatedAws } from 'simulated-aws';
import { accountId } from '../../account/account.ts';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import { aStateDir, run } from '../../e2e/in-process.ts';
import { aPreview } from '../quarantine/nights.ts';

export const bucket = 'our-state';
const stateFlags = ['--state-dir', `s3://${bucket}/sst-sweep`];
export const asked = ['--demo', '--yes', '--account', accountId, '--quiet', ...stateFlags];
export const sweepAll = ['sweep', ...asked, '--json', '--delete-data'];

/** A removed preview beside a stage that lives, in an account with a bucket for the state. */
export function aPreviewWithState() {
  const story = aPreview();
  const data: AccountData = story.data;
  data.s3?.buckets.push({ name: bucket, region: 'eu-west-1' });
  return { ...story, data, taken: [story.distribution, story.fn, ...story.buckets] };
}

/** A runner without a disk that outlives it. */
export function onAFreshRunner(aws: SimulatedAws, argv: readonly string[]) {
  return run(aws, argv, { stateDir: aStateDir() });
}

export function left(aws: SimulatedAws, taken: readonly string[]): readonly string[] {
  const there = resourcesOf(aws.snapshot());
  return taken.filter((id) => there.has(id));
}

/** Accepted deletions, of which each resource can have one only. */
export function deletions({ requests }: SimulatedAws): readonly string[] {
  return requests
    .filter(
      ({ action, writes, status }) =>
        writes && status >= 200 && status < 300 && /:Delete(?!Objects?\b)/.test(action),
    )
    .map(({ action, target }) => `${action} ${target}`);
}

/** Writes to anything but the state. */
export function changes({ requests }: SimulatedAws): readonly string[] {
  return requests
    .filter(
      ({ target, writes, status }) =>
        writes && status >= 200 && status < 300 && target?.includes(`${bucket}/`) !== true,
    )
    .map(({ action, target }) => `${action} ${target}`);
}
