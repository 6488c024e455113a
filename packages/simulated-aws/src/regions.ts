export interface AwsRegion {
  readonly name: string;
  /** Off until the account turns it on. */
  readonly optIn: boolean;
}

/** Account Management guide, "Enable or disable AWS Regions": every account has these. */
const always = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** The same page: these are off until somebody turns them on. */
const optional = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

/** The commercial regions, by name. */
export const allRegions: readonly AwsRegion[] = [
  ...always.map((name) => ({ name, optIn: false })),
  ...optional.map((name) => ({ name, optIn: true })),
].toSorted((a, b) => (a.name < b.name ? -1 : 1));
