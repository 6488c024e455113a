/** One answer of a list as text, JSON or XML. */
export interface Page {
  readonly operation: string;
  readonly text: string;
}

/** Members that say where a list goes on; the SDK passes over those that an operation does not know. */
const jsonTokens = ['NextMarker', 'NextToken', 'nextToken', 'PaginationToken'];

const xmlTokens: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^CloudFront\./, ['NextMarker']],
  [/^IAM\./, ['Marker']],
  [/^CloudFormation\.|^CloudWatch\.|AccessPoints$/, ['NextToken']],
  [/^S3\.ListBuckets$/, ['ContinuationToken']],
  [/^S3\.ListObjectVersions$/, ['NextKeyMarker', 'NextVersionIdMarker']],
];

const lists =
  /^(?:(?:CloudFront|Lambda|S3)\.List(?!Tags)|IAM\.List|IAM\.GetAccount|CloudFormation\.(?:List|Describe)|CloudWatch\.GetMetricData|CloudWatchLogs\.Describe|Tagging\.)/;

/** Whether a list can go on after a page. */
export function hasPages(operation: string): boolean {
  return lists.test(operation);
}

/** The page with a token after which another one has to be asked for. */
export function continued({ operation, text }: Page, token: string): string {
  if (text.startsWith('{')) {
    const tokens = jsonTokens.map((name) => [name, token] as const);
    return JSON.stringify({ ...(JSON.parse(text) as object), ...Object.fromEntries(tokens) });
  }
  const names = xmlTokens.find(([of]) => of.test(operation))?.[1] ?? [];
  const bare = names.reduce(
    (rest, name) => rest.replaceAll(new RegExp(`<${name}>[^<]*</${name}>|<${name}/>`, 'g'), ''),
    text.replaceAll(/<IsTruncated>[^<]*<\/IsTruncated>/g, ''),
  );
  const more = names.map((name) => `<${name}>${token}</${name}>`).join('');
  const end = /<\/\w+Result>/.exec(bare)?.[0] ?? /<\/\w+>\s*$/.exec(bare)?.[0] ?? '';
  const at = bare.lastIndexOf(end);
  return `${bare.slice(0, at)}<IsTruncated>true</IsTruncated>${more}${bare.slice(at)}`;
}

/** The page without anything on it. */
export function emptied({ text }: Page): string {
  if (text.startsWith('{')) {
    const members = Object.entries(JSON.parse(text) as object);
    return JSON.stringify(
      Object.fromEntries(members.map(([name, each]) => [name, Array.isArray(each) ? [] : each])),
    );
  }
  return ['Items', 'member', 'Bucket', 'Version', 'DeleteMarker', 'AccessPoint'].reduce(
    (rest, row) => rest.replace(new RegExp(`<${row}>[\\s\\S]*</${row}>`), ''),
    text.replaceAll(/<Quantity>\d+<\/Quantity>/g, '<Quantity>0</Quantity>'),
  );
}
