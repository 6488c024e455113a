import { expect, it } from 'vitest';
import { anAccount } from '../account/account.ts';
import { looking, said } from '../account/looking.ts';
import { aSite } from '../account/sites.ts';

it('calls what a completed remove let go of a certain leftover, and what a live state lists live', async () => {
  const account = anAccount();
  const home = account.home();
  const gone = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const live = aSite({ app: 'acme', stage: 'production', at: account.ago({ days: 20 }) });
  account.with(gone, live);
  home.stage('acme', 'production').deploy(account.ago({ days: 20 }), live.entries);
  home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), gone.entries).remove(account.ago({ days: 3 }));
  const looked = await looking(account);
  expect(looked.inventory.gaps).toEqual([]);
  expect(said(looked.of(gone.distributions[0].id))).toBe('leftover certain (11)');
  expect(said(looked.of(gone.functions[0].name))).toBe('leftover certain (11)');
  expect(said(looked.of(gone.buckets[0].name))).toBe('leftover certain (11)');
  expect(said(looked.of(live.distributions[0].id))).toBe('live (4)');
  expect(said(looked.of(live.functions[0].name))).toBe('live (4)');
  expect(said(looked.of(live.buckets[0].name))).toBe('live (4)');
  console.log(JSON.stringify(looked.of(gone.distributions[0].id), null, 1), looked.inventory.calls);
});
