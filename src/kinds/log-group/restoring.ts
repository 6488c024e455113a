import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';

import { classifyFailure } from '../../aws/failures.ts';
import { difference, requiredText } from '../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
} from '../restoring/restoring.ts';
import { savedTags } from '../restoring/saved-tags.ts';

/** An empty group with the saved settings: no backup holds events. */
export const restoreLogGroup: Restoring = {
  after: [],
  permissions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:TagResource'],
  foresee: losses,
  make,
};

async function losses(saved: SavedResource) {
  const { differs } = await savedTags(saved);
  return [difference('events', [null, null], 'Events of logs are in no backup.'), ...differs];
}

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const group = JSON.parse(await requiredText(saved, 'group.json')) as LogGroup;
  const logs = context.session.clients.logs(saved.region);
  const options = { abortSignal: context.signal };
  const { logGroupName, logGroupClass, kmsKeyId, retentionInDays } = group;
  const { tags } = await savedTags(saved);
  try {
    await logs.send(
      new CreateLogGroupCommand({
        logGroupName,
        ...(logGroupClass && { logGroupClass }),
        ...(kmsKeyId && { kmsKeyId }),
        ...(Object.keys(tags).length > 0 && { tags }),
      }),
      options,
    );
  } catch (error) {
    const { code, message } = classifyFailure(error);
    if (code !== 'ResourceAlreadyExistsException') throw error;
    if (!context.begun) return { result: 'taken', message };
    const prefix = { logGroupNamePrefix: logGroupName };
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand(prefix), options);
    const theirs = logGroups.find((each) => each.logGroupName === logGroupName)?.retentionInDays;
    // A group with another retention was made by somebody else.
    if (theirs !== undefined && theirs !== retentionInDays) return { result: 'taken', message };
  }
  if (retentionInDays !== undefined)
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }), options);
  return { result: 'made', id: saved.id, renames: [], differs: await losses(saved) };
}
