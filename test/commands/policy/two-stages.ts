import type { AccountData } from 'simulated-aws';
import { anAccount, type AccountBuilder, type HomeBuilder } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { siteSettings } from '../../account/settings.ts';
import { aSite, anEdgeSigner, aUserBucket } from '../../account/sites.ts';
import { aStore, reads } from '../../account/stores.ts';

/**
 * Two removed stages, `pr-7` and `pr-8`, each with one of everything that a sweep takes; `pr-7` also has a
 * server that somebody named by hand, and a bucket from whose name SST cut the app.
 */
export function twoStages(): AccountData {
  const account = anAccount();
  const home = account.home('eu-west-1');
  removedStage(account, home, 'pr-7');
  removedStage(account, home, 'pr-8');
  account.data.s3.buckets.push({
    name: 'our-archive',
    region: 'eu-west-1',
    createdAt: account.ago({ days: 90 }),
  });
  account.data.timings = { replicaRemoval: 60 };
  return account.data;
}

/** As long as S3 takes them, so that of the app two letters are left. */
export const cutBucket = `ac-pr-7-${'uploads'.repeat(6)}ofus-bcdefhkb`;

function removedStage(account: AccountBuilder, home: HomeBuilder, stage: string): void {
  const at = account.ago({ days: 40 });
  const options = { app: 'acme-shop', stage, at, region: 'eu-west-1' };
  const site = aSite(options);
  const store = aStore(options);
  reads(site, store, 'both');
  const signer = anEdgeSigner(options);
  const settings = siteSettings(options);
  const [distribution] = site.distributions;
  distribution.behaviors = (settings.use.behaviors ?? []).map((behavior, index) =>
    index === 0
      ? {
          ...distribution.behaviors?.[0],
          ...behavior,
          lambdas: [{ event: 'origin-request', arn: signer.versionArn }],
        }
      : behavior,
  );
  distribution.origins = [...(settings.use.origins ?? [])];
  const server = withoutTags(aServer({ ...options, component: 'Api' }));
  const byHand =
    stage === 'pr-7'
      ? [renamed(aServer({ ...options, component: 'Mail' }), 'acme-shop-pr-7-Mail', 'mailer')]
      : [];
  const long =
    stage === 'pr-7' ? [withCutName(aUserBucket({ ...options, component: 'Long' }))] : [];
  const parts = [site, store, signer, server, ...byHand, ...long];
  account.with(...parts, { settings: settings.settings });
  home
    .stage(options.app, stage)
    .deploy(at, [...parts.flatMap(({ entries }) => entries), ...settings.entries])
    .remove(account.ago({ days: 9 }));
}

function withCutName(bucket: ReturnType<typeof aUserBucket>): ReturnType<typeof aUserBucket> {
  return renamed(bucket, bucket.buckets[0].name, cutBucket);
}

/** As of a provider of the user's own. */
function withoutTags(server: ReturnType<typeof aServer>): ReturnType<typeof aServer> {
  for (const each of [...server.lambdas, ...server.roles, ...server.logGroups]) delete each.tags;
  const [lambda, role, logs] = server.entries.map((entry) => ({ ...entry, tagged: false }));
  if (!lambda || !role || !logs) throw new Error('A server has three entries.');
  return { ...server, entries: [lambda, role, logs] };
}

/** The same with another name wherever it stands. */
function renamed<Part>(part: Part, from: string, to: string): Part {
  return JSON.parse(JSON.stringify(part).replaceAll(from, to)) as Part;
}
