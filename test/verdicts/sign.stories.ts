import { type AccountBuilder, anAccount } from '../account/account.ts';
import { aSite, anEdgeSigner } from '../account/sites.ts';
import { later } from '../account/stage.ts';
import { betweenPushes, cutShort } from './definitions/given.ts';
import type { Story } from './story.ts';

/** A function that would be row 14’s, if nothing said that its stage has another home. */
function aQuietFunction(account: AccountBuilder) {
  const [made] = aSite({
    app: 'acme',
    stage: 'pr-1',
    component: 'Quiet',
    at: account.ago({ days: 39 }),
  }).functions;
  return made;
}

/** Rows 14 to 16: what signs alone say. */
export const signStories: readonly Story[] = [
  {
    row: 14,
    sentence:
      'is sure of a guarded resource with SST’s shape for one known stage that has been quiet for a week',
    tell() {
      const account = anAccount();
      const home = account.home();
      const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
      const stray = aSite({
        app: 'acme',
        stage: 'prod',
        at: account.ago({ days: 90, minutes: -1 }),
        seed: 'stray',
      }).functions[0];
      const between = aSite({
        app: 'acme',
        stage: 'prod',
        at: account.ago({ days: 80 }),
        seed: 'between',
      }).functions[0];
      const weak = { name: 'acme-prod-SiteFunction', createdAt: account.ago({ days: 800 }) };
      const recent = {
        name: 'acme-prod-DocsCloudfrontFunctionRequest-frontend',
        createdAt: account.ago({ days: 80 }),
        modifiedAt: account.ago({ days: 6 }),
      };
      account.with(live, { functions: [stray, between, weak, recent] });
      home
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 90 }), live.entries, { firstPush: null });
      return {
        account,
        expected: {
          [stray.name]: 'leftover high (14)',
          // No deploy was at work when it was made.
          [between.name]: 'unknown (16)',
          [weak.name]: 'leftover low (14)',
          [recent.name]: 'unknown (16)',
        },
      };
    },
  },
  {
    row: 14,
    sentence: 'gives a name that may have been cut to nobody',
    tell() {
      const account = anAccount();
      const home = account.home();
      const name =
        `acme-123-${'Storefront'.padEnd(20, 'x')}CloudfrontFunctionRequest-`
          .slice(0, 56)
          .replace(/-?$/, '-')
          .padEnd(56, 'c') + 'frontend';
      account.with({
        functions: [{ name: name.slice(0, 64), createdAt: account.ago({ days: 80 }) }],
      });
      home.stage('acme', '123').deploy(account.ago({ days: 90 }), []);
      return { account, expected: { [name.slice(0, 64)]: null } };
    },
  },
  {
    row: 16,
    sentence: 'does not know which of two runs made what was made in the second that they share',
    tell() {
      const account = anAccount();
      const home = account.home();
      const next = account.ago({ days: 5 });
      const killed = later(next, -170);
      const made = (component: string, at: string) => {
        const site = aSite({ app: 'acme', stage: 'pr-1', component, at });
        account.with({ distributions: site.distributions, functions: site.functions });
        return site.distributions[0].id;
      };
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), [])
        .run({ at: killed, completed: false, entries: [] })
        .deploy(next, [])
        .remove(account.ago({ days: 3 }));
      // The killed run's lock was deleted with its versions: it seems to last until the next one begins.
      home.bucket.objects = (home.bucket.objects ?? []).filter(
        ({ key, at }) => !key.startsWith('lock/') || at !== killed,
      );
      return {
        account,
        expected: {
          [made('First', later(next, -1))]: 'leftover high (12)',
          [made('Second', next)]: 'unknown (16)',
        },
      };
    },
  },
  {
    row: 16,
    sentence: 'does not stretch a run whose lock was erased until the next one',
    tell() {
      const account = anAccount();
      const { distributions } = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 9 }) });
      const [stray] = distributions;
      const quiet = aQuietFunction(account);
      account.with({ distributions: [{ ...stray, behaviors: [] }], functions: [quiet] });
      account
        .home()
        .stage('acme', 'pr-1')
        .remove(account.ago({ days: 40 }), { firstPush: null })
        .retain()
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: { [stray.id]: 'unknown (16)', [quiet.name]: 'unknown (16)' },
      };
    },
  },
  {
    row: 16,
    sentence: 'knows that somebody else made what was made outside of all runs of the stage',
    tell() {
      const account = anAccount();
      const { distributions } = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 9 }) });
      const [stray] = distributions;
      const quiet = aQuietFunction(account);
      account.with({ distributions: [{ ...stray, behaviors: [] }], functions: [quiet] });
      account
        .home()
        .stage('acme', 'pr-1')
        .remove(account.ago({ days: 40 }), { firstPush: null })
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: { [stray.id]: 'unknown (16)', [quiet.name]: 'unknown (16)' },
      };
    },
  },
  {
    row: 16,
    sentence: 'knows that somebody else made what a complete history never owned',
    tell() {
      const account = anAccount();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      const { distributions } = aSite({
        app: 'acme',
        stage: 'pr-1',
        component: 'Elsewhere',
        at: later(account.ago({ days: 20 }), 60),
      });
      const [stray] = distributions;
      account.with(site, { distributions: [{ ...stray, behaviors: [] }] });
      account
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), site.entries)
        .remove(account.ago({ days: 3 }));
      return { account, expected: { [stray.id]: 'unknown (16)' } };
    },
  },
  {
    row: 15,
    sentence: 'leaves alone what is older than all that is left of its stage’s states',
    tell() {
      const account = anAccount();
      const at = betweenPushes(account, 60);
      const handedOver = aSite({ app: 'acme', stage: 'pr-1', at });
      const [site] = handedOver.distributions;
      const quiet = aQuietFunction(account);
      account.with({ distributions: [{ ...site, behaviors: [] }], functions: [quiet] });
      const stage = account.home().stage('acme', 'pr-1');
      stage
        .deploy(account.ago({ days: 60 }), handedOver.entries)
        .run({ at: account.ago({ days: 50 }), command: 'edit', entries: [] })
        .retain(1)
        .remove(account.ago({ days: 3 }));
      return { account, expected: { [site.id]: 'unknown (16)', [quiet.name]: 'unknown (16)' } };
    },
  },
  {
    row: 15,
    sentence: 'is not sure of what a killed deploy of a removed stage made, by its tags alone',
    tell() {
      const account = anAccount();
      const home = account.home();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      const copy = (component: string, at: string) => {
        const { distributions, functions } = aSite({ app: 'acme', stage: 'pr-1', component, at });
        account.with({ distributions, functions });
        return distributions[0].id;
      };
      account.with(site);
      home
        .stage('acme', 'pr-1')
        // What was before it was erased: the history is partial.
        .remove(account.ago({ days: 40 }), { firstPush: null })
        .deploy(account.ago({ days: 20 }), site.entries)
        .run(cutShort(account, 10, site.entries))
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: {
          [copy('Copy', betweenPushes(account, 10))]: 'leftover low (15)',
          // A deploy that completed recorded all that it made.
          [copy('Other', betweenPushes(account, 20))]: 'unknown (16)',
        },
      };
    },
  },
  {
    row: 15,
    sentence:
      'is not sure of old versions of a live edge function, and keeps the newest two and those in use',
    tell() {
      const account = anAccount();
      const signer = anEdgeSigner({
        app: 'acme',
        stage: 'prod',
        at: account.ago({ days: 20 }),
        versions: 5,
      });
      const { name } = signer.lambdas[0];
      const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
      account.with(signer, {
        distributions: [
          {
            id: 'EPINNED00000001',
            origins: [{ id: 'o', domainName: 'example.com' }],
            behaviors: [{ originId: 'o', lambdas: [{ event: 'origin-request', arn: `${arn}:2` }] }],
            modifiedAt: account.ago({ days: 10 }),
          },
        ],
      });
      account
        .home()
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 20 }), signer.entries);
      return {
        account,
        expected: {
          [name]: 'live (4)',
          [`${name}:1`]: 'leftover low (15)',
          [`${name}:2`]: 'live (4)',
          [`${name}:3`]: 'leftover low (15)',
          [`${name}:4`]: 'live (4)',
          [`${name}:5`]: 'live (4)',
        },
      };
    },
  },
  {
    row: 16,
    sentence: 'says unknown where the tags name a stage that no home knows',
    tell() {
      const account = anAccount();
      account
        .home()
        .stage('other', 'prod')
        .deploy(account.ago({ days: 20 }), []);
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      account.with(site);
      return {
        account,
        expected: {
          [site.distributions[0].id]: 'unknown (16)',
          [site.functions[0].name]: 'unknown (5)',
          [site.buckets[0].name]: 'unknown (16)',
        },
      };
    },
  },
];
