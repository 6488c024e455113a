import type { Environment } from '../service.ts';
import { versionArn } from './configuration.ts';
import type { Functions, FunctionVersion, LambdaFunction } from './functions.ts';

// Regional edge caches, where the data does not say where the replicas are.
const edgeRegions: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/**
 * Replicas of Lambda@Edge versions. AWS makes them while a distribution is associated with the
 * version, and removes them hours after the last association ended; nobody else can.
 */
export interface Replicas {
  /** Versions with replicas right now. */
  replicated(owner: LambdaFunction): readonly FunctionVersion[];
  /** All replicas in a region of functions whose master is elsewhere. */
  inRegion(region: string): readonly Replica[];
  /** When the replicas of a version with no association are gone; 0 if nothing says so. */
  until(owner: LambdaFunction, version: FunctionVersion): number;
}

export interface Replica {
  readonly master: LambdaFunction;
  readonly version: FunctionVersion;
}

export function createReplicas(functions: Functions, environment: Environment): Replicas {
  const { account, clock, timings } = environment;
  // The peers are set once all services are made.
  const peers = () => environment.peers;

  function until(owner: LambdaFunction, version: FunctionVersion): number {
    const ended = peers().associationEndedAt(versionArn(account, owner, version.version));
    const removed = ended === null ? 0 : ended.getTime() + timings.replicaRemoval * 1000;
    return Math.max(version.replicasUntil, removed);
  }

  function standing(owner: LambdaFunction, associated: ReadonlySet<string>): FunctionVersion[] {
    const now = clock.now().getTime();
    return owner.versions.filter(
      (version) =>
        associated.has(versionArn(account, owner, version.version)) || until(owner, version) > now,
    );
  }

  return {
    replicated: (owner) => standing(owner, peers().associatedLambdaVersions()),
    inRegion(region) {
      const associated = peers().associatedLambdaVersions();
      return functions
        .all()
        .filter((master) => master.region !== region)
        .flatMap((master) => standing(master, associated).map((version) => ({ master, version })))
        .filter(({ version }) => (version.replicas ?? edgeRegions).includes(region));
    },
    until,
  };
}
