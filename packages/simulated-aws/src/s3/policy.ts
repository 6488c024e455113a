import { Refusal } from '../wire.ts';

/** A bucket policy's explicit denials, as far as the simulator understands policies. */
export interface Denials {
  deny(action: string, resource: string): boolean;
}

interface Statement {
  readonly actions: readonly RegExp[];
  readonly resources: readonly RegExp[];
}

/**
 * Reads the unconditional `Deny` statements of a policy. Allows change nothing for the bucket's own
 * account, and conditions (`aws:SecureTransport` and the like) are taken as not met.
 */
export function denialsOf(policy: string | undefined): Denials {
  const statements = policy === undefined ? [] : denying(JSON.parse(policy));
  const matches = (patterns: readonly RegExp[], text: string) =>
    patterns.some((pattern) => pattern.test(text));
  return {
    deny: (action, resource) =>
      statements.some(
        ({ actions, resources }) => matches(actions, action) && matches(resources, resource),
      ),
  };
}

/** Refuses what a policy denies; the message names the policy's kind, as S3's does since 2023. */
export function refuseDenied(denials: Denials, action: string, resource: string): void {
  if (!denials.deny(action, resource)) return;
  throw new Refusal(
    403,
    'AccessDenied',
    `User is not authorized to perform: ${action} on resource: "${resource}" with an explicit deny in a resource-based policy`,
  );
}

function denying(policy: unknown): Statement[] {
  return listOf(memberOf(policy, 'Statement'))
    .filter((statement) => memberOf(statement, 'Effect') === 'Deny')
    .filter((statement) => memberOf(statement, 'Condition') === undefined)
    .map((statement) => ({
      actions: listOf(memberOf(statement, 'Action')).map((action) => pattern(action, 'i')),
      resources: listOf(memberOf(statement, 'Resource')).map((resource) => pattern(resource, '')),
    }));
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** `s3:Delete*`, `arn:aws:s3:::acme-??/*`. */
function pattern(glob: unknown, flags: string): RegExp {
  const source = String(glob)
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}
