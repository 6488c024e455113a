import { settingKinds } from '../account/settings.ts';
import type { AccountData } from 'simulated-aws';

/** Every resource of the account as bytes, by the name that a plan gives it. */
export function resourcesOf({
  cloudfront,
  s3,
  lambda,
  ssm,
  cloudformation,
  iam,
  logs,
}: AccountData): ReadonlyMap<string, string> {
  const all: (readonly [string, unknown])[] = [
    ...(cloudfront?.distributions ?? []).map((each) => [each.id, each] as const),
    ...(cloudfront?.functions ?? []).map((each) => [each.name, each] as const),
    ...(cloudfront?.keyValueStores ?? []).map((each) => [each.name, each] as const),
    ...settingKinds.flatMap((kind) =>
      (cloudfront?.[kind] ?? []).map((each) => [each.id, each] as const),
    ),
    ...(s3?.buckets ?? []).map((each) => [each.name, each] as const),
    ...(lambda?.functions ?? []).map((each) => [each.name, each] as const),
    ...(ssm?.parameters ?? []).map((each) => [`${each.region} ${each.name}`, each] as const),
    ...(cloudformation?.stacks ?? []).map((each) => [each.name, each] as const),
    ...(iam?.roles ?? []).map((each) => [each.name, each] as const),
    ...(logs?.groups ?? []).map((each) => [`${each.region}:${each.name}`, each] as const),
  ];
  return new Map(all.map(([name, resource]) => [name, JSON.stringify(resource)]));
}
