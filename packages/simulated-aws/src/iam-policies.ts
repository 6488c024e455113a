import type { AccountData, IamPolicyData } from './account.ts';
import { alphanumeric } from './environment.ts';
import { requiredIn, type Form, type QueryCall } from './query-protocol.ts';
import type { Environment } from './service.ts';
import { Refusal } from './wire.ts';
import type { XmlValue } from './xml.ts';

/** The account's own managed policies. */
export interface Policies {
  create(call: QueryCall): Readonly<Record<string, XmlValue>>;
  delete(call: QueryCall): null;
  snapshot(): IamPolicyData[];
}

/** `isAttached` asks the roles. Names are one per account, whatever their path (IAM API). */
export function createPolicies(
  data: AccountData,
  { account, clock, time }: Environment,
  isAttached: (arn: string) => boolean,
): Policies {
  const policies = new Map(
    (data.iam?.policies ?? []).map(({ name, createdAt, document }) => [
      name,
      { at: time(createdAt).getTime(), document },
    ]),
  );
  const arnOf = (name: string) => `arn:aws:iam::${account}:policy/${name}`;

  function existing(form: Form): string {
    const arn = requiredIn(form, 'PolicyArn');
    const name = [...policies.keys()].find((each) => arnOf(each) === arn);
    if (name !== undefined) return name;
    throw new Refusal(404, 'NoSuchEntity', `Policy ${arn} was not found.`);
  }

  return {
    create({ form }) {
      const name = requiredIn(form, 'PolicyName');
      const document = JSON.parse(requiredIn(form, 'PolicyDocument'));
      if (policies.has(name)) {
        throw new Refusal(
          409,
          'EntityAlreadyExists',
          `A policy called ${name} already exists. Duplicate names are not allowed.`,
        );
      }
      const createdAt = clock.now().getTime();
      policies.set(name, { at: createdAt, document });
      return {
        Policy: {
          PolicyName: name,
          PolicyId: `ANPA${alphanumeric(`${account}/${name}/${createdAt}`, 17)}`,
          Arn: arnOf(name),
          Path: '/',
          CreateDate: new Date(createdAt).toISOString(),
        },
      };
    },
    delete({ form }) {
      const name = existing(form);
      if (isAttached(arnOf(name))) {
        throw new Refusal(409, 'DeleteConflict', 'Cannot delete a policy attached to entities.');
      }
      policies.delete(name);
      return null;
    },
    snapshot: () =>
      [...policies].map(([name, { at, document }]) => ({
        name,
        createdAt: new Date(at).toISOString(),
        ...(document && { document }),
      })),
  };
}
