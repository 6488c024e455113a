import type { AccountData } from './account.ts';
import { createCloudFormationService } from './cloudformation.ts';
import { createCloudFrontService } from './cloudfront/index.ts';
import { createCloudWatchService } from './cloudwatch.ts';
import { createEc2Service } from './ec2.ts';
import type { SimulatedEnvironment } from './environment.ts';
import { createIamService } from './iam.ts';
import { createLambdaService } from './lambda/index.ts';
import { createLogsService } from './logs.ts';
import { createS3Service } from './s3/index.ts';
import { createOrganizationsService } from './organizations.ts';
import type { Peers, Service } from './service.ts';
import { createSnsService } from './sns.ts';
import { createSsmService } from './ssm.ts';
import { createStsService } from './sts.ts';
import { createTaggingService } from './tagging.ts';
import type { TaggingService } from './tagging.ts';

type ServiceFactory = (data: AccountData, environment: SimulatedEnvironment) => Service;

/** Every service of the simulated account but the tagging API, which looks into all of them. */
const factories: readonly ServiceFactory[] = [
  createCloudFrontService,
  createLambdaService,
  createS3Service,
  createSsmService,
  createStsService,
  createCloudFormationService,
  createIamService,
  createCloudWatchService,
  createLogsService,
  createSnsService,
  createOrganizationsService,
  createEc2Service,
];

export interface Services {
  readonly all: readonly Service[];
  readonly bySigningName: ReadonlyMap<string, Service>;
  readonly tagging: TaggingService;
}

/** Makes the services and introduces them to each other. */
export function createServices(data: AccountData, environment: SimulatedEnvironment): Services {
  const services = factories.map((create) => create(data, environment));
  environment.setPeers(Object.assign({}, strangers, ...services.map(({ peers }) => peers)));
  const tagging = createTaggingService(data, environment, services);
  const all = [...services, tagging];
  const bySigningName = new Map(all.map((service) => [service.signingName, service]));
  return { all, bySigningName, tagging };
}

/** What is assumed of a service that does not say: nothing is associated, and everything exists. */
const strangers: Peers = {
  associatedLambdaVersions: () => new Set(),
  associationEndedAt: () => null,
  bucketExists: () => true,
  lambdaVersionExists: () => true,
};
