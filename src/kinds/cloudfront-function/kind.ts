import { DeleteFunctionCommand } from '@aws-sdk/client-cloudfront';
import type { FunctionSummary } from '@aws-sdk/client-cloudfront';

import { classifyFailure } from '../../aws/failures.ts';
import { requireMember } from '../../aws/pages.ts';
import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { readCloudFrontTags } from '../cloudfront-tags.ts';
import {
  completeFunctionRow,
  describeFunction,
  isThinFunction,
  listFunctionRows,
  resourceFromStages,
  touchedByFunctions,
} from './rows.ts';
import { backupFunction, functionStages } from './backup.ts';
import { restoreFunction } from './restoring.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule, Listing, StepContext, StepResult } from '../kind-module.ts';
import { distinctGaps } from '../resource-shape.ts';
import { done, gone, inUse, stale } from '../step-results.ts';

export const cloudfrontFunction: KindModule = {
  facts: {
    kind: 'cloudfront-function',
    label: 'CloudFront function',
    plural: 'CloudFront functions',
    guarded: true,
    holdsData: false,
    global: true,
    regional: false,
    useIsSeenBy: null,
    serves: false,
    tagged: false,
    idsAreUnique: false,
    pulumiTypes: ['aws:cloudfront/function:Function'],
    cloudFormationTypes: ['AWS::CloudFront::Function'],
    follows: null,
    nameLimit: 64,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 2 },
    ageRestsOn:
      'The older creation time and the newer change of its two stages, development and live, as CloudFront keeps them.',
    creationIsKnown: true,
    quota: { plural: 'CloudFront functions', limit: 100, adjustable: true },
    storesCode: false,
    billedAtRest: 'nothing',
    alreadyExistsCodes: ['FunctionAlreadyExists'],
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/functions/{id}',
  },
  notes: {
    found: 'both stages stand in the list; carries no tags',
    blockers: 'in use by a distribution, also a disabled one',
    restores: 'the code and configuration of both stages, and tags',
  },
  permissions: {
    scan: [
      'cloudfront:DescribeFunction',
      'cloudfront:ListFunctions',
      'cloudfront:ListTagsForResource',
    ],
    sweep: ['cloudfront:DeleteFunction', 'cloudfront:GetFunction'],
  },
  listOperation: 'cloudfront:ListFunctions',
  gapScope: () => touchedByFunctions,
  arns: /^arn:[^:]*:cloudfront::\d*:function\//,
  list,
  reread,
  backup: backupFunction,
  restore: restoreFunction,
  steps: { delete: deleteFunction },
};

async function list(context: CallContext): Promise<Listing> {
  const byName = new Map<string, FunctionSummary[]>();
  const gaps: Gap[] = [];
  const add = (row: FunctionSummary) => {
    const name = row.Name ?? '';
    byName.set(name, [...(byName.get(name) ?? []), row]);
  };
  const thin: FunctionSummary[] = [];
  for await (const rows of listFunctionRows(context)) {
    for (const row of rows) {
      requireMember(row.Name, 'function name');
      if (isThinFunction(row)) thin.push(row);
      else add(row);
    }
  }
  for (const { row, gap } of await Promise.all(
    thin.map((each) => completeFunctionRow(each, context)),
  )) {
    if (row) add(row);
    if (gap) gaps.push(gap);
  }
  const resources = [...byName].map(([name, rows]) => resourceFromStages(name, rows));
  return { resources, gaps: distinctGaps(gaps) };
}

async function reread(resource: Resource, context: CallContext): Promise<Resource | null> {
  const read = await Promise.all(
    functionStages.map((stage) => describeFunction(resource.id, stage, context)),
  );
  const [first, ...others] = read.flatMap((described) => described ?? []);
  if (!first) return null;
  const fresh = resourceFromStages(resource.id, [first.row, ...others.map(({ row }) => row)]);
  const tags = fresh.arn === null ? null : await readCloudFrontTags(fresh.arn, context);
  return { ...fresh, tags, etag: first.etag };
}

/**
 * One deletion removes both stages; it takes the development stage's ETag, or the live stage's where only
 * that exists.
 */
async function deleteFunction(resource: Resource, context: StepContext): Promise<StepResult> {
  const described =
    (await describeFunction(resource.id, 'DEVELOPMENT', context)) ??
    (await describeFunction(resource.id, 'LIVE', context));
  if (!described) return gone;
  // Only the matched resource is deleted: another ETag is another function.
  if (resource.etag !== null && resource.etag !== described.etag) return stale;
  try {
    await context.session.clients
      .cloudfront()
      .send(new DeleteFunctionCommand({ Name: resource.id, IfMatch: described.etag }), {
        abortSignal: context.signal,
      });
    return done;
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.code === 'NoSuchFunctionExists') return gone;
    if (failure.class === 'in-use') return inUse(failure.message);
    if (failure.class === 'stale') return stale;
    throw error;
  }
}
