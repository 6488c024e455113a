import { expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws, virtualClock } from 'simulated-aws';
import { numbered } from '../account/organization.ts';
import { aSweepingAccount } from '../account/sweeping.ts';
import { idsIn, sweepAll } from './simulated-sweep.ts';
import { aStateFolder, withoutTime } from './world.ts';

const ours = 'ASIAOURS';
const theirs = 'ASIATHEIRS';

/** Two accounts with the same in them. From one write of ours on, a profile gives the keys of the other one. */
async function twoAccounts({ atWrite }: { readonly atWrite: number }) {
  const { data, leftovers } = aSweepingAccount();
  const clock = virtualClock({ start: new Date(data.now) });
  const [own, other] = [data, numbered(data, '222222222222')].map((each) =>
    createSimulatedAws(structuredClone(each), { clock }),
  ) as [SimulatedAws, SimulatedAws];
  const keys = { now: ours };
  let writes = 0;
  own.afterWrite = () => {
    if (++writes === atWrite) keys.now = theirs;
  };
  const handler: SimulatedAws['handler'] = {
    ...own.handler,
    handle: (request, options) =>
      (request.headers['authorization']?.includes(`Credential=${theirs}/`)
        ? other
        : own
      ).handler.handle(request, options),
  };
  // The SDK asks for others five minutes before keys end, so these are asked for at each call.
  const credentials = async () => ({
    accessKeyId: keys.now,
    secretAccessKey: 'simulated',
    expiration: new Date(Date.now() + 60_000),
  });
  const files = withoutTime(await aStateFolder(), clock);
  return { world: { aws: { ...own, handler }, clock, files, credentials }, other, leftovers, keys };
}

it.each([1, 12])(
  'keys that are renewed into another account after write %i are refused: nothing is read or changed there',
  async (atWrite) => {
    const { world, other, leftovers, keys } = await twoAccounts({ atWrite });
    const before = other.snapshot();
    const result = await sweepAll(world, 's1');
    expect(keys.now).toBe(theirs);
    expect(result.outcomes.map(({ reason }) => reason)).toContain('expired-credentials');
    expect(JSON.stringify(result.outcomes)).toMatch(/renewed into account 222222222222/);
    expect(new Set(other.requests.map(({ operation }) => operation))).toEqual(
      new Set(['STS.GetCallerIdentity']),
    );
    expect({ ...other.snapshot(), now: before.now }).toEqual(before);

    keys.now = ours;
    await sweepAll(world, 's2');
    const left = new Set(idsIn(world.aws));
    expect(leftovers.filter((id) => left.has(id))).toEqual([]);
  },
);
