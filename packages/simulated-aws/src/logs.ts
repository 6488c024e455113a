import type { AccountData, LogGroupData } from './account.ts';
import {
  jsonOnly,
  numberIn,
  requiredText,
  textIn,
  type JsonApi,
  type JsonCall,
  type JsonInput,
  objectIn,
} from './json-protocol.ts';
import { by, pageOf } from './paging.ts';
import { taggedRows, type Environment, type Service } from './service.ts';
import { Refusal } from './wire.ts';

interface LogGroup extends Omit<LogGroupData, 'createdAt' | 'lastEventAt'> {
  readonly createdAt: number;
  readonly lastEventAt: number | null;
}

const mostPerPage = 50;

/** CloudWatch Logs: groups by region. */
export function createLogsService(data: AccountData, environment: Environment): Service {
  const { account } = environment;
  const groups = new Map<string, LogGroup>();
  // In the order of their names: a new group is put into its place.
  for (const given of (data.logs?.groups ?? []).toSorted(by(({ name }) => name))) {
    groups.set(`${given.region}:${given.name}`, seedGroup(given, environment));
  }
  const arnOf = ({ region, name }: LogGroup) =>
    `arn:aws:logs:${region}:${account}:log-group:${name}`;

  function existing(region: string, name: string): LogGroup {
    const group = groups.get(`${region}:${name}`);
    if (group) return group;
    const message = 'The specified log group does not exist.';
    throw new Refusal(400, 'ResourceNotFoundException', message);
  }

  function describeLogGroups({ input, region, strikes }: JsonCall): object {
    const prefix = textIn(input, 'logGroupNamePrefix');
    const pattern = textIn(input, 'logGroupNamePattern')?.toLowerCase();
    if (prefix !== undefined && pattern !== undefined) {
      const message =
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.';
      throw new Refusal(400, 'InvalidParameterException', message);
    }
    const matching = [...groups.values()]
      .filter((group) => group.region === region && group.name.startsWith(prefix ?? ''))
      .filter(({ name }) => pattern === undefined || name.toLowerCase().includes(pattern));
    const page = pageOf(matching, {
      token: textIn(input, 'nextToken'),
      limit: Math.min(numberIn(input, 'limit') ?? mostPerPage, mostPerPage),
      keyOf: ({ name }) => name,
      strikes,
      invalidToken: 'InvalidParameterException',
    });
    const rowOf = pattern === undefined ? groupRow : shortRow;
    return {
      logGroups: page.items.map((group) => rowOf(group, arnOf(group))),
      nextToken: page.nextToken,
    };
  }

  /** Names are one per account and region. */
  function createLogGroup({ input, region }: JsonCall): object {
    const name = requiredText(input, 'logGroupName', 'InvalidParameterException');
    if (groups.has(`${region}:${name}`)) {
      const message = 'The specified log group already exists';
      throw new Refusal(400, 'ResourceAlreadyExistsException', message);
    }
    const tags = Object.entries(objectIn(input, 'tags')).map(
      ([key, value]) => [key, String(value)] as const,
    );
    const made = {
      name,
      region,
      createdAt: environment.clock.now().getTime(),
      lastEventAt: null,
      ...(tags.length > 0 && { tags: Object.fromEntries(tags) }),
    };
    const sorted = [...groups.values(), made].toSorted(by((group) => group.name));
    groups.clear();
    for (const group of sorted) groups.set(`${group.region}:${group.name}`, group);
    return {};
  }

  function putRetention({ input, region }: JsonCall): object {
    const group = existing(
      region,
      requiredText(input, 'logGroupName', 'InvalidParameterException'),
    );
    const { retentionInDays: days } = input;
    if (typeof days !== 'number')
      throw new Refusal(400, 'InvalidParameterException', 'retentionInDays is required.');
    group.retentionDays = days;
    return {};
  }

  /** A protected group stays until its protection is taken off. */
  function deleteLogGroup({ input, region }: JsonCall): object {
    const group = existing(
      region,
      requiredText(input, 'logGroupName', 'InvalidParameterException'),
    );
    if (group.deletionProtection) {
      const message = 'The log group cannot be deleted because deletion protection is enabled.';
      throw new Refusal(400, 'ValidationException', message);
    }
    groups.delete(`${region}:${group.name}`);
    return {};
  }

  /** One stream stands for all of a group's events. */
  function describeLogStreams({ input, region }: JsonCall): object {
    const named = textIn(input, 'logGroupName');
    const { name, createdAt, lastEventAt, ...group } = existing(
      region,
      named ?? nameIn(textIn(input, 'logGroupIdentifier') ?? ''),
    );
    if (lastEventAt === null) return { logStreams: [] };
    const stream = {
      logStreamName: 'simulated/[$LATEST]',
      arn: `arn:aws:logs:${region}:${account}:log-group:${name}:log-stream:simulated/[$LATEST]`,
      creationTime: createdAt,
      firstEventTimestamp: createdAt,
      lastEventTimestamp: lastEventAt,
      lastIngestionTime: lastEventAt,
      storedBytes: group.storedBytes ?? 0,
    };
    return { logStreams: [stream] };
  }

  function listTagsForResource({ input, region }: JsonCall): object {
    const arn = requiredText(input, 'resourceArn', 'InvalidParameterException');
    return { tags: existing(region, nameIn(arn)).tags ?? {} };
  }

  const groupName = (input: JsonInput) => textIn(input, 'logGroupName') ?? null;
  const apis: Readonly<Record<string, JsonApi>> = {
    DescribeLogGroups: { answer: describeLogGroups },
    CreateLogGroup: { writes: true, target: groupName, answer: createLogGroup },
    PutRetentionPolicy: { writes: true, target: groupName, answer: putRetention },
    DeleteLogGroup: { writes: true, target: groupName, answer: deleteLogGroup },
    DescribeLogStreams: { target: groupName, answer: describeLogStreams },
    ListTagsForResource: {
      target: (input) => textIn(input, 'resourceArn') ?? null,
      answer: listTagsForResource,
    },
  };
  const service = {
    signingName: 'logs',
    name: 'CloudWatchLogs',
    actions: 'logs',
    targetPrefix: 'Logs_20140328',
    version: '1.1',
    apis,
  } as const;
  return jsonOnly(service, {
    tagged: (region) =>
      taggedRows(
        [...groups.values()].filter((group) => group.region === region),
        arnOf,
      ),
    snapshot: () =>
      data.logs || groups.size > 0 ? { logs: { groups: [...groups.values()].map(groupData) } } : {},
  });
}

function groupRow(group: LogGroup, arn: string) {
  return {
    ...shortRow(group, arn),
    logGroupArn: arn,
    logGroupClass: 'STANDARD',
    metricFilterCount: 0,
    storedBytes: group.storedBytes ?? 0,
    retentionInDays: group.retentionDays,
    deletionProtectionEnabled: group.deletionProtection ?? false,
  };
}

/** All that a search by pattern returns. */
function shortRow({ name, createdAt }: LogGroup, arn: string) {
  return { logGroupName: name, arn: `${arn}:*`, creationTime: createdAt };
}

/** The name in a group's ARN, which may end in `:*`. */
function nameIn(arn: string): string {
  return /:log-group:([^:]+)/.exec(arn)?.[1] ?? arn;
}

function seedGroup(
  { createdAt, lastEventAt, ...rest }: LogGroupData,
  environment: Pick<Environment, 'time'>,
): LogGroup {
  return {
    ...rest,
    createdAt: environment.time(createdAt).getTime(),
    lastEventAt: lastEventAt === undefined ? null : environment.time(lastEventAt).getTime(),
  };
}

function groupData({ createdAt, lastEventAt, name, region, ...rest }: LogGroup): LogGroupData {
  return {
    name,
    region,
    createdAt: new Date(createdAt).toISOString(),
    ...rest,
    ...(lastEventAt !== null && { lastEventAt: new Date(lastEventAt).toISOString() }),
  };
}
