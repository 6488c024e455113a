import type { AccountData } from './account.ts';
import { by, pageOf } from './paging.ts';
import {
  memberList,
  membersOf,
  queryOperation,
  requiredIn,
  type Form,
  type QueryCall,
  type QueryService,
} from './query-protocol.ts';
import { taggedRows, type Environment, type Service } from './service.ts';
import { isDeleted, isKnown, iso, seedStack, stackData, type Stack } from './stacks.ts';
import { Refusal } from './wire.ts';
import type { XmlValue } from './xml.ts';

type Result = Readonly<Record<string, XmlValue>>;

const rowsPerPage = 100;

/** CloudFormation, to read: stacks by region, the deleted ones of the last 90 days too. */
export function createCloudFormationService(data: AccountData, environment: Environment): Service {
  const stacks = (data.cloudformation?.stacks ?? [])
    .map((each) => seedStack(each, environment))
    .sort(by(newestFirst));
  const known = (region: string) =>
    stacks.filter((stack) => stack.region === region && isKnown(stack, environment.clock.now()));

  /** By name only a stack that is there, by id a deleted one too. */
  function existing(region: string, nameOrId: string): Stack {
    const found = known(region).find(
      (stack) => stack.id === nameOrId || (stack.name === nameOrId && !isDeleted(stack)),
    );
    if (found) return found;
    throw new Refusal(400, 'ValidationError', `Stack with id ${nameOrId} does not exist`);
  }

  function page<T>({ form, strikes }: QueryCall, sorted: readonly T[], keyOf: (item: T) => string) {
    return pageOf(sorted, {
      token: form.get('NextToken'),
      limit: rowsPerPage,
      keyOf,
      strikes,
      invalidToken: 'ValidationError',
    });
  }

  function listStacks(call: QueryCall): Result {
    const wanted = new Set(membersOf(call.form, 'StackStatusFilter'));
    const matching = known(call.region).filter(
      ({ status }) => wanted.size === 0 || wanted.has(status),
    );
    const { items, nextToken } = page(call, matching, newestFirst);
    return { StackSummaries: memberList(items.map(summary)), NextToken: nextToken };
  }

  function describeStacks(call: QueryCall): Result {
    const name = call.form.get('StackName');
    if (name) return { Stacks: memberList([description(existing(call.region, name))]) };
    const living = known(call.region).filter((stack) => !isDeleted(stack));
    const { items, nextToken } = page(call, living, newestFirst);
    return { Stacks: memberList(items.map(description)), NextToken: nextToken };
  }

  function listStackResources(call: QueryCall): Result {
    const stack = existing(call.region, requiredIn(call.form, 'StackName'));
    const rows = stack.resources.map((resource, index) => ({ resource, index }));
    const { items, nextToken } = page(call, rows, ({ index }) => String(index).padStart(6, '0'));
    const summaries = items.map(({ resource: { at, ...resource } }) => ({
      ...resourceRow(resource),
      LastUpdatedTimestamp: iso(at),
    }));
    return { StackResourceSummaries: memberList(summaries), NextToken: nextToken };
  }

  /** By stack, or by a resource that a stack has. */
  function describeStackResources({ form, region }: QueryCall): Result {
    const physicalId = form.get('PhysicalResourceId');
    const stack = physicalId
      ? owning(region, physicalId)
      : existing(region, requiredIn(form, 'StackName'));
    const rows = stack.resources.slice(0, rowsPerPage).map(({ at, ...resource }) => ({
      StackName: stack.name,
      StackId: stack.id,
      ...resourceRow(resource),
      Timestamp: iso(at),
    }));
    return { StackResources: memberList(rows) };
  }

  function owning(region: string, physicalId: string): Stack {
    const found = known(region).find(
      (stack) =>
        !isDeleted(stack) && stack.resources.some((resource) => resource.physicalId === physicalId),
    );
    if (found) return found;
    throw new Refusal(400, 'ValidationError', `Stack for ${physicalId} does not exist`);
  }

  const target = (form: Form) => form.get('StackName') ?? form.get('PhysicalResourceId') ?? null;
  const service: QueryService = {
    name: 'CloudFormation',
    actions: 'cloudformation',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    apis: {
      ListStacks: { answer: listStacks },
      DescribeStacks: { target, answer: describeStacks },
      ListStackResources: { target, answer: listStackResources },
      DescribeStackResources: { target, answer: describeStackResources },
    },
  };
  return {
    signingName: 'cloudformation',
    route: (request, region) => queryOperation(service, request, region),
    tagged: (region) =>
      taggedRows(
        known(region).filter((stack) => !isDeleted(stack)),
        ({ id }) => id,
      ),
    snapshot: () =>
      data.cloudformation ? { cloudformation: { stacks: stacks.map(stackData) } } : {},
  };
}

/** Lists begin with the newest stack. */
function newestFirst({ createdAt, id }: Stack): string {
  return `${String(1e14 - createdAt).padStart(15, '0')} ${id}`;
}

function summary({ id, name, createdAt, updatedAt, deletedAt, status, rootId }: Stack) {
  return {
    StackId: id,
    StackName: name,
    CreationTime: iso(createdAt),
    LastUpdatedTime: updatedAt === null ? undefined : iso(updatedAt),
    DeletionTime: deletedAt === null ? undefined : iso(deletedAt),
    StackStatus: status,
    ParentId: rootId,
    RootId: rootId,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function description(stack: Stack) {
  const pairs = (
    values: Readonly<Record<string, string>> | undefined,
    key: string,
    value: string,
  ) =>
    memberList(
      Object.entries(values ?? {}).map(([name, text]) => ({ [key]: name, [value]: text })),
    );
  return {
    ...summary(stack),
    Parameters: pairs(stack.parameters, 'ParameterKey', 'ParameterValue'),
    Outputs: pairs(stack.outputs, 'OutputKey', 'OutputValue'),
    Tags: pairs(stack.tags, 'Key', 'Value'),
    DisableRollback: false,
    EnableTerminationProtection: false,
  };
}

function resourceRow({
  logicalId,
  physicalId,
  type,
  status,
  statusReason,
}: Omit<Stack['resources'][number], 'at'>) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: status,
    ResourceStatusReason: statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
