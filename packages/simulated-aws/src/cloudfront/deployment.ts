import { bodyOf, refuse, xmlAnswer } from './answers.ts';
import { listOf } from './config.ts';
import { pageOf, sizeFrom } from './pages.ts';
import { objectOf, textOf } from './references.ts';
import { route, type Route } from './routes.ts';
import { arnOf, firstEtag } from './store.ts';
import type { Store } from './store.ts';
import type { XmlObject } from './xml.ts';

type DeploymentPolicy = Store['continuousDeploymentPolicies'][number];
type Tenant = Store['distributionTenants'][number];

/** What staging and multi-tenant distributions hang on: SST makes neither. */
export function deploymentRoutes(store: Store): readonly Route[] {
  const find = (id: string) =>
    store.continuousDeploymentPolicies.find((policy) => policy.id === id) ??
    refuse(
      404,
      'NoSuchContinuousDeploymentPolicy',
      'The continuous deployment policy does not exist.',
    );
  return [
    route('GET', '/continuous-deployment-policy', 'ListContinuousDeploymentPolicies', (call) => {
      const rows = store.continuousDeploymentPolicies.map((policy) => ({
        key: policy.id,
        render: () => ({ ContinuousDeploymentPolicy: policyBody(store, policy) }),
      }));
      const page = pageOf(rows, call, { truncation: false });
      return xmlAnswer('ContinuousDeploymentPolicyList', page);
    }),
    route('GET', '/continuous-deployment-policy/*', 'GetContinuousDeploymentPolicy', ({ id }) => {
      const etag = firstEtag('continuous deployment policy', id);
      return xmlAnswer('ContinuousDeploymentPolicy', policyBody(store, find(id)), { etag });
    }),
    route('POST', '/distribution-tenants', 'ListDistributionTenants', (call) => {
      // Without a filter botocore sends no body at all.
      const { body: sent } = call.request;
      const body = sent.length === 0 ? {} : bodyOf(call.request, 'ListDistributionTenantsRequest');
      const wanted = textOf(objectOf(body, 'AssociationFilter'), 'DistributionId');
      const rows = store.distributionTenants
        .filter(({ distributionId }) => wanted === '' || distributionId === wanted)
        .map((tenant) => ({ key: tenant.id, render: () => tenantSummary(store, tenant) }));
      // This list's marker and size stand in the body.
      const query = new Map([
        ['Marker', textOf(body, 'Marker')],
        ['MaxItems', String(sizeFrom(textOf(body, 'MaxItems')))],
      ]);
      const page = pageOf(
        rows,
        { ...call, request: { ...call.request, query } },
        { truncation: false },
      );
      return xmlAnswer('ListDistributionTenantsResult', {
        NextMarker: page['NextMarker'],
        DistributionTenantList: page['Items'] ?? [],
      });
    }),
  ];
}

function policyBody(store: Store, policy: DeploymentPolicy): XmlObject {
  return {
    Id: policy.id,
    LastModifiedTime: store.environment.time(undefined).toISOString(),
    ContinuousDeploymentPolicyConfig: {
      StagingDistributionDnsNames: listOf(policy.stagingDomains),
      Enabled: policy.enabled,
    },
  };
}

function tenantSummary(store: Store, tenant: Tenant): XmlObject {
  const time = store.environment.time(undefined).toISOString();
  return {
    Id: tenant.id,
    DistributionId: tenant.distributionId,
    Name: tenant.id,
    Arn: arnOf(store, `distribution-tenant/${tenant.id}`),
    Domains: tenant.domains.map((Domain) => ({ Domain, Status: 'active' })),
    CreatedTime: time,
    LastModifiedTime: time,
    ETag: firstEtag('distribution tenant', tenant.id),
    Enabled: tenant.enabled,
    Status: 'Deployed',
  };
}
