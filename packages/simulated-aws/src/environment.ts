import { createHash } from 'node:crypto';

import type { AccountData, Timings } from './account.ts';
import { noOtherAccounts, type OtherAccounts } from './other-accounts.ts';
import type { Environment, Peers, SimulatedClock } from './service.ts';

/** AWS's order of magnitude: three to fifteen minutes for a disable, hours for replicas. */
const defaultTimings: Timings = {
  distributionPropagation: 300,
  staleReadAfterUpdate: 5,
  replicaRemoval: 2 * 3600,
  taggingLag: 600,
};

export interface EnvironmentOptions {
  readonly clock: SimulatedClock;
  readonly bodies?: (bucket: string, key: string, versionId: string) => Uint8Array | null;
  readonly readFile?: (relativePath: string) => Uint8Array;
  /** Absent: the account stands by itself. */
  readonly otherAccounts?: OtherAccounts;
}

export interface SimulatedEnvironment extends Environment {
  /** How many tokens were handed out. */
  sequence(): number;
  setPeers(peers: Peers): void;
}

export function createEnvironment(
  data: AccountData,
  options: EnvironmentOptions,
): SimulatedEnvironment {
  const now = parseTime(data.now, new Date(Number.NaN));
  let sequence = data.sequence ?? 0;
  let peers: Peers | null = null;
  return {
    account: data.account,
    clock: options.clock,
    otherAccounts: options.otherAccounts ?? noOtherAccounts,
    timings: { ...defaultTimings, ...data.timings },
    get peers() {
      if (!peers) throw new Error('The services are not made yet.');
      return peers;
    },
    time: (value) => (value === undefined ? new Date(now) : parseTime(value, now)),
    token(length) {
      sequence += 1;
      return alphanumeric(`${data.account}:${sequence}`, length);
    },
    body: (bucket, key, versionId) => options.bodies?.(bucket, key, versionId) ?? null,
    readFile(relativePath) {
      if (!options.readFile) throw new Error(`No files are beside this account: ${relativePath}`);
      return options.readFile(relativePath);
    },
    sequence: () => sequence,
    setPeers(made) {
      peers = made;
    },
  };
}

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

function parseTime(value: string, now: Date): Date {
  const relative = /^-(\d+(?:\.\d+)?)([smhdw])$/.exec(value);
  const time = relative
    ? now.getTime() - Number(relative[1]) * (unitSeconds[relative[2] ?? ''] ?? 0) * 1000
    : Date.parse(value);
  if (Number.isNaN(time)) throw new Error(`Not a time: ${value}`);
  return new Date(time);
}

/** So many characters of `A-Z0-9` that follow from a text: the same text, the same characters. */
export function alphanumeric(text: string, length: number): string {
  let characters = '';
  for (let round = 0; characters.length < length; round += 1) {
    const digest = createHash('sha256').update(`${text}#${round}`).digest();
    characters += digest.map((byte) => alphabet.charCodeAt(byte % alphabet.length)).toString();
  }
  return characters.slice(0, length);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function requestId(count: number): string {
  return uuidOf(`request ${count}`);
}

/** What follows from a text, in UUID's shape. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
