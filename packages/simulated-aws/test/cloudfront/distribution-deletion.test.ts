import { CreateDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../simulated.ts';
import { withDistribution, configOf, disable, remove } from './distribution-account.ts';

describe('a deletion', () => {
  it('is refused while the distribution is enabled, and still while its disabling propagates', async () => {
    const { cloudfront, clock } = withDistribution();
    const { etag } = await configOf(cloudfront);
    expect(await refusalOf(remove(cloudfront, etag))).toBe('DistributionNotDisabled 409');
    const { ETag } = await disable(cloudfront);
    expect(await refusalOf(remove(cloudfront, ETag))).toBe('DistributionNotDisabled 409');
    await clock.advance(300_000);
    expect(await refusalOf(remove(cloudfront))).toBe('InvalidIfMatchVersion 400');
    expect(await refusalOf(remove(cloudfront, etag))).toBe('PreconditionFailed 412');
    expect(await refusalOf(remove(cloudfront, ETag))).toBe('no refusal');
    expect(await refusalOf(remove(cloudfront, ETag))).toBe('NoSuchDistribution 404');
  });

  it('is refused while the distribution has tenants', async () => {
    const tenant = { id: 'dt_1', distributionId: 'E1', domains: ['a.example.com'], enabled: false };
    const { cloudfront } = withDistribution(
      { enabled: false, connectionMode: 'tenant-only', etag: 'E9' },
      { distributionTenants: [tenant] },
    );
    expect(await refusalOf(remove(cloudfront, 'E9'))).toBe('ResourceInUse 409');
  });

  it('is refused with a 412 that speaks of a pricing plan', async () => {
    const { cloudfront } = withDistribution({ enabled: false, pricingPlan: true, etag: 'E9' });
    await expect(remove(cloudfront, 'E9')).rejects.toMatchObject({
      name: 'PreconditionFailed',
      message: expect.stringMatching(/pricing plan/i),
    });
  });
});

it('creates a distribution that is in progress at first, and refuses an alias that is taken', async () => {
  const { cloudfront } = withDistribution({ aliases: ['www.example.com'] });
  const { config } = await configOf(cloudfront);
  const create = (edit: Partial<DistributionConfig>) =>
    cloudfront.send(
      new CreateDistributionCommand({
        DistributionConfig: { ...config, CallerReference: 'new', ...edit },
      }),
    );
  expect(await refusalOf(create({}))).toBe('CNAMEAlreadyExists 409');
  const { Distribution: made, ETag } = await create({ Aliases: { Quantity: 0 } });
  expect(made).toMatchObject({
    Status: 'InProgress',
    Id: expect.stringMatching(/^E[A-Z0-9]{13}$/),
  });
  expect((await configOf(cloudfront, made?.Id)).etag).toBe(ETag);
});
