import { GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import type { DistributionSummary } from '@aws-sdk/client-cloudfront';

import { rawBodyOf } from '../../aws/raw-body.ts';
import { requireMember } from '../../aws/pages.ts';
import type { Resource } from '../../model/resource.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import { readCloudFrontTags } from '../cloudfront-tags.ts';
import { deleteDistribution, listDistributionRows, pollDistributions } from './deletion.ts';
import { disableDistribution } from './disabling.ts';
import { withoutHeaderValues } from './header-values.ts';
import { restoreDistribution } from './restoring.ts';
import {
  completeRow,
  isThin,
  readDistribution,
  resourceFromDistribution,
  resourceFromRow,
  usedByDistributions,
} from './rows.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart, KindModule, Listing } from '../kind-module.ts';
import { distinctGaps } from '../resource-shape.ts';

export const cloudfrontDistribution: KindModule = {
  facts: {
    kind: 'cloudfront-distribution',
    label: 'CloudFront distribution',
    plural: 'CloudFront distributions',
    guarded: false,
    holdsData: false,
    global: true,
    regional: false,
    useIsSeenBy: 'requests',
    serves: true,
    tagged: true,
    idsAreUnique: true,
    pulumiTypes: ['aws:cloudfront/distribution:Distribution'],
    cloudFormationTypes: ['AWS::CloudFront::Distribution'],
    follows: null,
    nameLimit: null,
    lowerCaseNames: false,
    steps: ['disable', 'settle', 'delete'],
    estimateSeconds: { disable: 2, settle: 300, delete: 2 },
    ageRestsOn:
      'CloudFront keeps no creation time of distributions; the time is that of the last change of the configuration.',
    creationIsKnown: false,
    quota: { plural: 'distributions', limit: 500, adjustable: true },
    storesCode: false,
    billedAtRest: 'nothing',
    alreadyExistsCodes: ['DistributionAlreadyExists', 'CNAMEAlreadyExists'],
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/distributions/{id}',
  },
  notes: {
    found: 'tags by the tagging API; behaviours, origins and aliases stand in the list',
    blockers:
      'enabled or not yet deployed; staging distributions, tenants, a continuous-deployment policy, a flat-rate pricing plan',
    restores:
      'the whole configuration and tags, enabled again if it was only disabled; made anew, its id and domain name are new, and values of origin headers must be set again',
  },
  permissions: {
    scan: [
      'cloudfront:GetDistribution',
      'cloudfront:GetDistributionConfig',
      'cloudfront:ListDistributionTenants',
      'cloudfront:ListDistributions',
      'cloudfront:ListTagsForResource',
    ],
    sweep: [
      'cloudfront:DeleteDistribution',
      'cloudfront:TagResource',
      'cloudfront:UpdateDistribution',
      // CloudFront checks these as the caller whenever a configuration names a Lambda version.
      'lambda:EnableReplication*',
      'lambda:GetFunction',
    ],
  },
  listOperation: 'cloudfront:ListDistributions',
  gapScope: () => usedByDistributions,
  arns: /^arn:[^:]*:cloudfront::\d*:distribution\//,
  list,
  reread,
  backup,
  restore: restoreDistribution,
  steps: { disable: disableDistribution, delete: deleteDistribution },
  poll: pollDistributions,
};

async function list(context: CallContext): Promise<Listing> {
  const whole: Resource[] = [];
  const thin: DistributionSummary[] = [];
  for await (const rows of listDistributionRows(context)) {
    for (const row of rows) {
      requireMember(row.Id, 'distribution id');
      if (isThin(row)) thin.push(row);
      else whole.push(resourceFromRow(row));
    }
  }
  const completed = await Promise.all(thin.map((row) => completeRow(row, context)));
  return {
    resources: [...whole, ...completed.flatMap(({ resource }) => resource ?? [])],
    gaps: distinctGaps(completed.flatMap(({ gap }) => gap ?? [])),
  };
}

async function reread(resource: Resource, context: CallContext): Promise<Resource | null> {
  const read = await readDistribution(resource.id, context);
  if (!read) return null;
  const fresh = resourceFromDistribution(read, resource.arn);
  if (fresh.arn === null) return fresh;
  return { ...fresh, tags: await readCloudFrontTags(fresh.arn, context) };
}

async function backup(resource: Resource, context: CallContext): Promise<readonly BackupPart[]> {
  const { arn, id } = resource;
  const config = new GetDistributionConfigCommand({ Id: id });
  const raw = async () => {
    const body = await rawBodyOf(config, (command) =>
      context.session.clients.cloudfront().send(command, { abortSignal: context.signal }),
    );
    return withoutHeaderValues(new TextDecoder().decode(body));
  };
  const tags = async () => {
    if (arn === null) throw new Error('It has no ARN.');
    return jsonText(await readCloudFrontTags(arn, context));
  };
  return Promise.all([
    backupPart('config.xml', raw, context),
    backupPart('tags.json', tags, context),
  ]);
}
