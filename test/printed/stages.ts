import type { AccountData, ObjectData } from 'simulated-aws';

/** A state as it stands in a home of the account. */
interface State {
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  readonly registered: boolean;
  /** Command of the newest record. */
  readonly lastRun: string | null;
  /** Its text. */
  readonly body: string;
}

export function homesOf({ s3 }: AccountData) {
  return (s3?.buckets ?? []).filter(({ name }) => name.startsWith('sst-state-'));
}

export function stacksOf({ cloudformation }: AccountData, stage: string) {
  return (cloudformation?.stacks ?? []).filter(
    ({ status, tags }) => status !== 'DELETE_COMPLETE' && tags?.['sst:stage'] === stage,
  );
}

export function newest(objects: readonly ObjectData[]): readonly ObjectData[] {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  return [...byKey.values()].filter(({ deleteMarker }) => deleteMarker !== true);
}

export function statesIn(data: AccountData): readonly State[] {
  const bootstraps = (data.ssm?.parameters ?? []).filter(({ name }) => name === '/sst/bootstrap');
  return homesOf(data).flatMap(({ name, region, objects = [] }) =>
    newest(objects).flatMap(({ key, body }) => {
      const [, app, stage] = /^app\/([^/]+)\/([^/]+)\.json$/.exec(key) ?? [];
      if (app === undefined || stage === undefined) return [];
      const records = newest(objects).filter((each) =>
        each.key.startsWith(`update/${app}/${stage}/`),
      );
      return [
        {
          app,
          stage,
          region,
          registered: bootstraps.some(({ value }) => value.includes(name)),
          lastRun: commandOf(records.at(-1)),
          body: JSON.stringify(body ?? ''),
        },
      ];
    }),
  );
}

function commandOf(record: ObjectData | undefined): string | null {
  const body = record?.body;
  const parsed: unknown = typeof body === 'string' ? JSON.parse(body) : body;
  return typeof parsed === 'object' && parsed !== null && 'command' in parsed
    ? String(parsed.command)
    : null;
}

/** A distribution that one of these names was asked for in the last 30 days. */
export function stillServes(
  texts: readonly string[],
  { cloudfront, cloudwatch, now }: AccountData,
): string | null {
  const since = Date.parse(now) - 30 * 24 * 60 * 60 * 1000;
  const serving = (cloudfront?.distributions ?? []).find(
    ({ id }) =>
      texts.some((text) => text.includes(id)) &&
      cloudwatch?.metrics.some(
        ({ dimensions, points }) =>
          dimensions['DistributionId'] === id &&
          points.some(({ at, value }) => value > 0 && Date.parse(at) > since),
      ),
  );
  return serving ? `${serving.id} serves` : null;
}
