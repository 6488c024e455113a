import * as on from './flag-commands.ts';
import type { FlagRow } from './flag-row.ts';

/** How a command runs: what it asks, changes, waits for and serves. */
export const runFlags = {
  yes: {
    flags: '-y, --yes',
    text: 'no questions; needs --account',
    commands: [...on.choosing, 'resume', 'restore'],
    help: ['Run', 'ask nothing (--account); change nothing'],
  },
  dryRun: {
    flags: '--dry-run',
    text: 'change nothing',
    commands: ['interactive', 'sweep', 'restore'],
  },
  plan: {
    flags: '--plan <file>',
    text: 'run exactly this plan, of "plan --json"',
    commands: ['sweep'],
    help: ['Run', 'run exactly this plan of plan --json'],
    completed: 'file',
  },
  removeWith: {
    flags: '--remove-with <command>',
    text: 'run this, with {stage} in it, for each stage that --stages-from does not name',
    commands: ['plan', 'sweep'],
    help: ['Run', 'for unwanted stages; at most 5'],
    isOfPlan: true,
  },
  maxRemovals: {
    flags: '--max-removals <n>',
    text: 'with --yes: refuse to remove more stages (default: 5)',
    commands: ['plan', 'sweep'],
    isOfPlan: true,
  },
  archive: {
    flags: '--archive <place>',
    text: 'also keep the objects of emptied buckets: DIR or s3://bucket/prefix',
    commands: on.waiting,
    help: ['Run', 'keep objects: DIR or s3://bucket/prefix'],
    completed: 'folder',
  },
  wait: {
    flags: '--no-wait',
    text: 'start what can be started, park what must wait',
    commands: on.waiting,
    help: ['Run', 'park what waits; start none after'],
  },
  timeout: {
    flags: '--timeout <duration>',
    text: 'after this nothing new starts',
    commands: on.waiting,
  },
  waitEdge: {
    flags: '--wait-edge <duration>',
    text: 'how long to retry Lambda@Edge functions that still have replicas (default: 10m, with --yes 0s)',
    commands: on.waiting,
    help: ['Run', 'retry edges; look again'],
  },
  pollInterval: {
    flags: '--poll-interval <duration>',
    text: 'shortest time between two checks of a waiting step (default: 10s)',
    commands: on.waiting,
  },
  port: {
    flags: '--port <n>',
    text: 'TCP port on loopback; 0 takes a free one',
    commands: ['simulate'],
    help: ['Run', 'where it listens; what it plays'],
  },
  accountFile: {
    flags: '--account-file <file>',
    text: 'the account as data (default: the demo account)',
    commands: ['simulate'],
    completed: 'file',
  },
} as const satisfies Readonly<Record<string, FlagRow>>;
