import type { AccountData } from 'simulated-aws';

/** Every resource of an account by id and by name, with what a deletion or a disabling changes of it. */
export function thingsIn(data: AccountData): ReadonlyMap<string, string> {
  const { cloudfront = {}, s3, lambda, iam, logs } = data;
  const settings = [
    ...(cloudfront.originAccessControls ?? []),
    ...(cloudfront.cachePolicies ?? []),
    ...(cloudfront.originRequestPolicies ?? []),
    ...(cloudfront.responseHeadersPolicies ?? []),
  ];
  return new Map([
    ...(cloudfront.distributions ?? []).map(
      ({ id, enabled = true }) => [id, `enabled ${enabled}`] as const,
    ),
    ...settings.flatMap(({ id, name }) => [id, name].map((word) => [word, 'there'] as const)),
    ...[
      ...(cloudfront.functions ?? []),
      ...(cloudfront.keyValueStores ?? []),
      ...(iam?.roles ?? []),
      ...(iam?.policies ?? []),
    ].map(({ name }) => [name, 'there'] as const),
    ...(cloudfront.originAccessIdentities ?? []).map(({ id }) => [id, 'there'] as const),
    ...(s3?.buckets ?? []).map(
      ({ name, objects = [], bulk }) =>
        [name, `${objects.length} objects and ${bulk?.versions ?? 0} more`] as const,
    ),
    ...(lambda?.functions ?? []).flatMap(({ name, versions = [] }) => [
      [name, 'there'] as const,
      ...versions.map(({ version }) => [`${name}:${version}`, 'there'] as const),
    ]),
    ...(logs?.groups ?? []).map(({ name }) => [name, 'there'] as const),
  ]);
}

/** Ids of what is gone, disabled or emptied. */
export function touchedBetween(before: AccountData, after: AccountData): readonly string[] {
  const now = thingsIn(after);
  return [...thingsIn(before)].flatMap(([id, was]) => (now.get(id) === was ? [] : [id]));
}

/** An id, a name, a key or an ARN of ours as the account's data knows it. */
export function nativeIdOf(word: string): string {
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[a-z-]+[:/])?(.+?)(?::\*)?$/.exec(word)?.[1];
  return (arn ?? word).replace(/^[a-z][a-z-]*:(?=[^/])/, '').replace(/^[a-z]{2}-[a-z-]+-\d:/, '');
}
