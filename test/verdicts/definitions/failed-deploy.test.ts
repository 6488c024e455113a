import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later, type RunOptions } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';

const name = 'acme-dev-DocsCloudfrontFunctionServerCfFunction';
const code = 'FunctionAlreadyExists: a function of this name already exists';
const type = 'aws:cloudfront/function:Function';

const failure = (
  more: { name?: string; type?: string; code?: string } = {},
): RunOptions['errors'] => [
  {
    urn: `urn:pulumi:dev::acme::${more.type ?? type}::Headers`,
    message: `creating (${more.name ?? name}): ${more.code ?? code}`,
  },
];

/** A function of five days, under a name that the stage gives, and a deploy that failed over it. */
const given = (errors = failure(), id = name) => {
  const account = anAccount();
  const at = account.ago({ days: 5 });
  account.with({ functions: [{ name: id, createdAt: at, modifiedAt: at }] });
  const stage = account
    .home()
    .stage('acme', 'dev')
    .deploy(account.ago({ days: 90 }), [])
    .deploy(account.ago({ days: 2 }), [], { ...(errors && { errors }) });
  return { account, stage };
};

describe('row 13: a failed deploy names it', () => {
  it('whatever ran since, but for a deploy', async () => {
    const { account, stage } = given();
    stage.run({ at: account.ago({ days: 1 }), command: 'refresh' });
    expect(say(await looking(account), name)).toBe('leftover high (13)');
  });

  it('no more once a newer deploy did not fail', async () => {
    const { account, stage } = given();
    stage.deploy(account.ago({ days: 1 }), []);
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('no more where the record of a newer run is gone', async () => {
    const { account, stage } = given();
    for (const [minutes, deleteMarker] of [
      [60, false],
      [59, true],
    ] as const) {
      const at = account.ago({ days: 1, minutes });
      stage.object({
        key: 'lock/acme/dev.json',
        at,
        ...(deleteMarker ? { deleteMarker } : { body: {} }),
      });
    }
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it.each([
    ['as another kind', failure({ type: 'aws:lambda/function:Function' })],
    ['in another error', failure({ code: 'FunctionInUse: it is in use' })],
    ['with more after it', failure({ name: `${name}-2` })],
    ['with more before it', failure({ name: `my-${name}` })],
  ])('not %s', async (_, errors) => {
    expect(say(await looking(given(errors).account), name)).toBe('unknown (16)');
  });

  it('not where it was made after the deploy began', async () => {
    const { account } = given();
    const at = later(account.ago({ days: 2 }), 60);
    account.data.cloudfront.functions = [{ name, createdAt: at, modifiedAt: at }];
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('not where it was changed since the deploy began', async () => {
    const { account } = given();
    account.data.cloudfront.functions = [
      { name, createdAt: account.ago({ days: 5 }), modifiedAt: account.ago({ days: 1 }) },
    ];
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('not where its name is no stage’s: the deploy asked for a name that somebody had', async () => {
    const theirs = 'maintenance-page';
    const { account } = given(failure({ name: theirs }), theirs);
    expect(say(await looking(account), theirs)).toBe('unknown (16)');
  });

  it('not where it is another stage’s', async () => {
    const theirs = 'acme-prod-WebCloudfrontFunctionRequest-frontend';
    const { account } = given(failure({ name: theirs }), theirs);
    const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
    account
      .with(live)
      .home('eu-west-1')
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 90 }), live.entries);
    expect(say(await looking(account), theirs)).toBe('unknown (16)');
  });

  it('not where its stage may have a home that is not seen', async () => {
    const { account } = given();
    account.with({
      distributions: [
        {
          id: 'ETAGGED00000001',
          modifiedAt: account.ago({ days: 99 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'dev' },
        },
      ],
    });
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('not where it is of an unguarded kind', async () => {
    const at = anAccount().ago({ days: 5 });
    const uploads = aUserBucket({ app: 'acme', stage: 'dev', at });
    const [{ name: bucket }] = uploads.buckets;
    const { account } = given(
      failure({
        name: bucket,
        type: 'aws:s3/bucketV2:BucketV2',
        code: 'BucketAlreadyOwnedByYou: yours',
      }),
    );
    account.with({ buckets: uploads.buckets.map((each) => ({ ...each, tags: {} })) });
    expect(say(await looking(account), bucket)).toBe('unknown (16)');
  });
});
