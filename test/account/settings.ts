import { createHash } from 'node:crypto';
import type { CloudFrontData, DistributionData } from 'simulated-aws';
import type { AccountBuilder } from './account.ts';
import type { Entry } from './checkpoint.ts';
import { distributionIdOf, tailOf } from './names.ts';

export const settingKinds = [
  'originAccessControls',
  'originAccessIdentities',
  'cachePolicies',
  'originRequestPolicies',
  'responseHeadersPolicies',
] as const;

/** What distributions name by id. */
export type Settings = Required<
  Pick<
    CloudFrontData,
    | 'originAccessControls'
    | 'originAccessIdentities'
    | 'cachePolicies'
    | 'originRequestPolicies'
    | 'responseHeadersPolicies'
  >
>;

/** One of each, of one stage, and what its state lists of them. */
export interface StageSettings {
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  readonly ids: Readonly<Record<keyof Settings, string>>;
  /** A distribution that names them all, each in a place that is easily overlooked. */
  readonly use: Pick<DistributionData, 'origins' | 'behaviors'>;
}

export interface SettingsOptions {
  readonly app: string;
  readonly stage: string;
  readonly component?: string;
  readonly seed?: string;
  /** When they were last changed; access controls and identities have no time. */
  readonly at: string;
}

/**
 * The settings of a site that has its own: SST's access control and cache policy (before 3.10.0), an
 * identity (before 0.1.81), and two policies that the user made with `new aws.cloudfront...`.
 */
export function siteSettings(options: SettingsOptions): StageSettings {
  const { app, stage, component = 'Web', at } = options;
  const seed = options.seed ?? `${app} ${stage} ${component}`;
  const hex = createHash('md5').update(seed).digest('hex');
  const uuid = (kind: string) =>
    createHash('md5')
      .update(`${seed} ${kind}`)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const ids = {
    originAccessControls: distributionIdOf(`${seed} control`),
    originAccessIdentities: distributionIdOf(`${seed} identity`),
    cachePolicies: uuid('cache'),
    originRequestPolicies: uuid('request'),
    responseHeadersPolicies: uuid('headers'),
  };
  const inner = `${app}-${stage}-${component}-${tailOf(seed)}`;
  const auto = (name: string) => `${name}-${hex.slice(0, 7)}`;
  const settings: Settings = {
    originAccessControls: [
      {
        id: ids.originAccessControls,
        name: `${inner}-${hex.slice(7, 15)}`,
        description: 'Created by SST',
      },
    ],
    originAccessIdentities: [{ id: ids.originAccessIdentities, comment: 'Created by SST' }],
    cachePolicies: [
      {
        id: ids.cachePolicies,
        name: auto(`${component}ServerCachePolicy`),
        comment: 'SST server response cache policy',
        modifiedAt: at,
      },
    ],
    originRequestPolicies: [
      { id: ids.originRequestPolicies, name: auto('Forwarding'), modifiedAt: at },
    ],
    responseHeadersPolicies: [
      { id: ids.responseHeadersPolicies, name: auto('Security'), modifiedAt: at },
    ],
  };
  return { settings, entries: entriesOf(component, ids, inner), ids, use: useOf(ids) };
}

/** The state's `name` of an access control is what SST asked for, never what it is called. */
function entriesOf(component: string, ids: StageSettings['ids'], inner: string): readonly Entry[] {
  const under = [['sst:aws:Nextjs', component]] as const;
  const aws = (type: string) =>
    `aws:cloudfront/${type.replace(/^./, (letter) => letter.toLowerCase())}:${type}`;
  return [
    {
      type: 'pulumi-nodejs:dynamic:Resource',
      name: `${component}S3AccessControl.sst.aws.OriginAccessControl`,
      id: ids.originAccessControls,
      under,
      inputs: { name: inner },
      outputs: { name: inner },
    },
    {
      type: aws('OriginAccessIdentity'),
      name: `${component}Identity`,
      id: ids.originAccessIdentities,
      under,
    },
    {
      type: aws('CachePolicy'),
      name: `${component}ServerCachePolicy`,
      id: ids.cachePolicies,
      under,
    },
    {
      type: aws('OriginRequestPolicy'),
      name: `${component}Forwarding`,
      id: ids.originRequestPolicies,
    },
    {
      type: aws('ResponseHeadersPolicy'),
      name: `${component}Security`,
      id: ids.responseHeadersPolicies,
    },
  ];
}

function useOf(ids: StageSettings['ids']): StageSettings['use'] {
  return {
    origins: [
      { id: 'default', domainName: 'placeholder.sst.dev' },
      {
        id: 's3',
        domainName: 'old-assets.s3.amazonaws.com',
        originAccessControlId: ids.originAccessControls,
      },
      {
        id: 'oldest',
        domainName: 'older-assets.s3.amazonaws.com',
        originAccessIdentity: ids.originAccessIdentities,
      },
    ],
    behaviors: [
      { originId: 'default' },
      {
        path: '/api/*',
        originId: 's3',
        cachePolicyId: ids.cachePolicies,
        originRequestPolicyId: ids.originRequestPolicies,
        responseHeadersPolicyId: ids.responseHeadersPolicies,
      },
    ],
  };
}

/** Puts settings into an account. */
export function addSettings(account: AccountBuilder, settings: Partial<Settings>): void {
  const { cloudfront } = account.data;
  (cloudfront.originAccessControls ??= []).push(...(settings.originAccessControls ?? []));
  (cloudfront.originAccessIdentities ??= []).push(...(settings.originAccessIdentities ?? []));
  (cloudfront.cachePolicies ??= []).push(...(settings.cachePolicies ?? []));
  (cloudfront.originRequestPolicies ??= []).push(...(settings.originRequestPolicies ?? []));
  (cloudfront.responseHeadersPolicies ??= []).push(...(settings.responseHeadersPolicies ?? []));
}
