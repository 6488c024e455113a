import type { AccountData, Fault } from './account.ts';
import { createAnswer } from './calls.ts';
import type { Hooks, LoggedRequest } from './calls.ts';
import { virtualClock } from './clock.ts';
import { createEnvironment } from './environment.ts';
import type { EnvironmentOptions } from './environment.ts';
import { createFaults } from './faults.ts';
import { createSdkHandler } from './sdk-handler.ts';
import type { SdkHandler } from './sdk-handler.ts';
import type { SimulatedClock } from './service.ts';
import { createServices } from './services.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** A clock that a simulated account may keep from moving by itself while it answers. */
type HeldClock = SimulatedClock & { hold?(): () => void };

export interface SimulatedAwsOptions
  extends Partial<Omit<EnvironmentOptions, 'clock'>>, Partial<Hooks> {
  /** Absent: a virtual clock that starts at the account's `now`. */
  readonly clock?: HeldClock;
}

/** An AWS account in this process, which speaks AWS's wire protocols. */
export interface SimulatedAws extends Hooks {
  /** For the SDK: `new CloudFrontClient({ requestHandler: aws.handler })`. */
  readonly handler: SdkHandler;
  /** Answers one signed request; a thrown error is a connection that ended. */
  answer(request: WireRequest): Promise<WireResponse>;
  /** The request log, in the order of arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly clock: HeldClock;
  /** The account as data, as it stands now: made anew from it, it behaves the same. */
  snapshot(): AccountData;
  /** Replaces all faults. */
  setFaults(faults: readonly Fault[]): void;
}

export function createSimulatedAws(
  data: AccountData,
  options: SimulatedAwsOptions = {},
): SimulatedAws {
  const {
    clock = virtualClock({ start: new Date(data.now) }),
    bodies,
    readFile,
    otherAccounts,
  } = options;
  const environment = createEnvironment(data, {
    clock,
    ...(bodies && { bodies }),
    ...(readFile && { readFile }),
    ...(otherAccounts && { otherAccounts }),
  });
  const services = createServices(data, environment);
  const requests: LoggedRequest[] = [];
  let faults = createFaults(data.faults ?? []);
  const hooks: Hooks = {
    authorize: options.authorize ?? null,
    beforeWrite: options.beforeWrite ?? null,
    afterWrite: options.afterWrite ?? null,
  };
  const reply = createAnswer({ environment, services, faults: () => faults, hooks, requests });

  async function answer(request: WireRequest): Promise<WireResponse> {
    const arrived = clock.now().getTime();
    const release = clock.hold?.();
    let response: WireResponse;
    try {
      response = await reply(request);
    } finally {
      release?.();
    }
    // What it took to make up the answer is a part of what the service takes.
    const latencyMs = (response.latencyMs ?? 0) - (clock.now().getTime() - arrived);
    if (latencyMs > 0) await clock.sleep(latencyMs);
    return response;
  }

  return Object.assign(hooks, {
    handler: createSdkHandler(answer),
    answer,
    requests,
    clock,
    snapshot: () =>
      snapshotOf(data, {
        now: clock.now(),
        sequence: environment.sequence(),
        faults: faults.remaining(),
        parts: services.all.map((service) => service.snapshot()),
      }),
    setFaults(given: readonly Fault[]) {
      faults = createFaults(given);
    },
  });
}

interface Standing {
  readonly now: Date;
  readonly sequence: number;
  readonly faults: Fault[];
  readonly parts: readonly Partial<AccountData>[];
}

function snapshotOf(data: AccountData, { now, sequence, faults, parts }: Standing): AccountData {
  const head: AccountData = {
    schema: data.schema,
    account: data.account,
    now: now.toISOString(),
    ...(data.description !== undefined && { description: data.description }),
    ...(data.timings && { timings: data.timings }),
    ...(data.speed !== undefined && { speed: data.speed }),
    ...(faults.length > 0 && { faults }),
    ...(sequence > 0 && { sequence }),
  };
  return Object.assign(head, ...parts);
}
