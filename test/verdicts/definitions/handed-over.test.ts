import { describe, expect, it } from 'vitest';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { later, type StageBuilder } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';
import { cutShort, unused } from './given.ts';

interface Leaving {
  readonly how: string;
  /** AWS keeps a guarded kind while it is used, so only whoever took it out of the state may want it. */
  readonly byHand: boolean;
  leave(stage: StageBuilder, account: AccountBuilder, days: number): StageBuilder;
}

const byCommand = (command: 'edit' | 'repair' | 'refresh'): Leaving => ({
  how: `\`sst ${command}\``,
  byHand: true,
  leave: (stage, account, days) => stage.run({ at: account.ago({ days }), command, entries: [] }),
});

/** `aws s3 cp` of a state that lists nothing any more. */
const upload = (stage: StageBuilder, at: string): StageBuilder =>
  stage.object({
    key: 'app/acme/pr-1.json',
    at,
    body: { version: 3, checkpoint: { latest: {} } },
  });

const leavings: readonly Leaving[] = [
  {
    how: 'a deploy that was cut short',
    byHand: false,
    leave: (stage, account, days) => stage.run(cutShort(account, days)),
  },
  byCommand('edit'),
  byCommand('repair'),
  byCommand('refresh'),
  {
    how: 'a state that was written outside of all runs',
    byHand: true,
    leave: (stage, account, days) => upload(stage, account.ago({ days })),
  },
  {
    how: 'a state that was written where the one before was deleted',
    byHand: true,
    leave(stage, account, days) {
      const key = 'app/acme/pr-1.json';
      stage.object({ key, at: account.ago({ days, minutes: 9 }), deleteMarker: true });
      return upload(stage, account.ago({ days }));
    },
  },
  {
    how: 'a state that was written under the lock of a killed deploy',
    byHand: true,
    leave(stage, account, days) {
      const at = account.ago({ days });
      stage.run({ at, command: 'deploy', completed: false });
      return upload(stage, later(at, 160 + 301))
        .goOnWith([])
        .unlock(later(at, 3600));
    },
  },
  {
    how: 'an `sst edit` of 3.3.x, whose record never completes',
    byHand: true,
    leave: (stage, account, days) =>
      stage.run({
        at: account.ago({ days }),
        command: 'edit',
        entries: [],
        version: '3.3.40',
        completed: false,
        unlockedAt: later(account.ago({ days }), 180),
      }),
  },
];

describe.each(leavings)('a function that left its stage in $how', ({ byHand, leave }) => {
  const [word, expected] = byHand
    ? ['unknown', () => 'unknown (8)']
    : ['a leftover', (leftover: string) => leftover];

  const given = (changed: number) => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [made] = site.functions;
    made.modifiedAt = account.ago({ days: changed });
    const stage = account
      .with(unused(site))
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries);
    return { account, stage, name: made.name, entries: site.entries };
  };

  it(`and that a deploy failed over is ${word}`, async () => {
    const { account, stage, name } = given(20);
    leave(stage, account, 9).deploy(account.ago({ days: 5 }), [], {
      errors: [
        {
          urn: 'urn:pulumi:pr-1::acme::aws:cloudfront/function:Function::Headers',
          message: `creating CloudFront Function (${name}): FunctionAlreadyExists: it exists`,
        },
      ],
    });
    expect(say(await looking(account), name)).toBe(expected('leftover high (13)'));
  });

  it(`and that its state was to keep is ${byHand ? 'unknown' : 'retained'}`, async () => {
    const { account, stage, name, entries } = given(20);
    stage.deploy(
      account.ago({ days: 15 }),
      entries.map((entry) => ({ ...entry, retainOnDelete: true })),
    );
    leave(stage, account, 9).remove(account.ago({ days: 8 }));
    expect(say(await looking(account), name)).toBe(expected('retained (9)'));
  });

  it(`and that has been quiet since is ${word}`, async () => {
    const { account, stage, name } = given(20);
    leave(stage, account, 9).remove(account.ago({ days: 8 }));
    expect(say(await looking(account), name)).toBe(expected('leftover high (14)'));
  });

  it(`and that was changed in the days before is ${word}`, async () => {
    const { account, stage, name } = given(6);
    leave(stage, account, 4).remove(account.ago({ days: 3 }));
    expect(say(await looking(account), name)).toBe(expected('leftover low (15)'));
  });
});
