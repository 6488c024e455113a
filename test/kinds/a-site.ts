import type { DistributionData } from 'simulated-aws';
import { account, signedIn } from './signed-in.ts';

const functionArn = `arn:aws:cloudfront::${account}:function/acme-pr-1-WebRequest`;
const lambdaArn = `arn:aws:lambda:us-east-1:${account}:function:acme-pr-1-WebEdge:3`;

/** A site with all that a distribution can name. */
export const aSite: DistributionData = {
  id: 'EACME1',
  comment: 'acme pr-1 site',
  modifiedAt: '-30d',
  aliases: ['WWW.Acme.example'],
  origins: [
    { domainName: 'acme-assets.s3.eu-west-1.amazonaws.com', originAccessControlId: 'EOAC1' },
    { id: 'cname', domainName: 'Files.Acme.example' },
    {
      id: 'ap',
      domainName: 'acme-abc-s3alias.s3.eu-west-1.amazonaws.com',
      originAccessIdentity: 'EOAI1',
    },
  ],
  behaviors: [
    { functions: [{ event: 'viewer-request', arn: functionArn }], cachePolicyId: 'cp-1' },
    {
      path: '/api/*',
      lambdas: [{ event: 'origin-request', arn: lambdaArn }],
      originRequestPolicyId: 'orp-1',
      responseHeadersPolicyId: 'rhp-1',
    },
  ],
};

const aFunction = { name: 'acme-pr-1-WebRequest' };

export async function withSite(
  changes: Partial<DistributionData> = {},
  more: Parameters<typeof signedIn>[0] = {},
) {
  const { cloudfront, ...rest } = more;
  return signedIn({
    cloudfront: {
      distributions: [{ ...aSite, ...changes }],
      functions: [aFunction],
      ...cloudfront,
    },
    ...rest,
  });
}
