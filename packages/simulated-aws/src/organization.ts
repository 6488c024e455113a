import type { AccountData } from './account.ts';
import { virtualClock } from './clock.ts';
import type { OrganizationAccount, OtherAccounts, RoleRequest } from './other-accounts.ts';
import { accessKeyOf } from './scope.ts';
import { createSdkHandler, type SdkHandler } from './sdk-handler.ts';
import {
  createSimulatedAws,
  type SimulatedAws,
  type SimulatedAwsOptions,
} from './simulated-aws.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** One account of an organization beside its data. */
export interface MemberData {
  readonly data: AccountData;
  readonly name?: string;
  readonly status?: OrganizationAccount['status'];
  readonly parent?: string;
  /** Its roles lead to this account: a role's ARN may be mistaken for another's. */
  readonly leadsTo?: string;
}

/** Several accounts behind one handler: the key that signs a request says whose account answers. */
export interface SimulatedOrganization {
  readonly handler: SdkHandler;
  answer(request: WireRequest): Promise<WireResponse>;
  /** The account of the caller, which manages the others. */
  readonly management: SimulatedAws;
  account(id: string): SimulatedAws;
}

/**
 * The first account is the caller's. Roles of the others are those of their data: one may be assumed where
 * its trust policy names the caller's account, with the external id that the policy asks for.
 */
export function createSimulatedOrganization(
  [first, ...others]: readonly [MemberData, ...MemberData[]],
  options: Pick<SimulatedAwsOptions, 'clock'> = {},
): SimulatedOrganization {
  const clock = options.clock ?? virtualClock({ start: new Date(first.data.now) });
  const members = [first, ...others];
  const byId = new Map(members.map((member) => [member.data.account, member]));
  const made = new Map<string, SimulatedAws>();
  const owners = new Map<string, string>();
  const otherAccounts: OtherAccounts = {
    organization: members.map(({ data, name, status = 'ACTIVE', parent = 'r-simu' }) => ({
      id: data.account,
      name: name ?? `account ${data.account}`,
      status,
      parent,
    })),
    assume(request) {
      const [, id = '', role = ''] =
        /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(request.arn) ?? [];
      const member = byId.get(id);
      if (!member || !letsIn(member.data, role, { ...request, caller: first.data.account }))
        return null;
      const accessKeyId = `ASIA${id}${String(owners.size + 1).padStart(4, '0')}`;
      owners.set(accessKeyId, member.leadsTo ?? id);
      return {
        accessKeyId,
        assumedArn: `arn:aws:sts::${id}:assumed-role/${role}/${request.sessionName}`,
      };
    },
  };
  const account = (id: string): SimulatedAws => {
    const known = made.get(id);
    if (known) return known;
    const member = byId.get(id);
    if (!member) throw new Error(`There is no account ${id}.`);
    const aws = createSimulatedAws(
      member.data,
      id === first.data.account ? { clock, otherAccounts } : { clock },
    );
    made.set(id, aws);
    return aws;
  };
  const answer = (request: WireRequest) =>
    account(owners.get(accessKeyOf(request) ?? '') ?? first.data.account).answer(request);
  return {
    handler: createSdkHandler(answer),
    answer,
    management: account(first.data.account),
    account,
  };
}

function letsIn(
  data: AccountData,
  name: string,
  { externalId, caller }: Pick<RoleRequest, 'externalId'> & { readonly caller: string },
): boolean {
  const role = data.iam?.roles.find((each) => each.name === name);
  if (role?.trustPolicy === undefined) return false;
  const { Statement: statements = [] } = JSON.parse(role.trustPolicy) as {
    Statement?: readonly {
      readonly Principal?: { readonly AWS?: string };
      readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
    }[];
  };
  return statements.some(({ Principal: principal, Condition: condition }) => {
    const asked = condition?.StringEquals?.['sts:ExternalId'];
    return (
      principal?.AWS === `arn:aws:iam::${caller}:root` &&
      (asked === undefined || asked === externalId)
    );
  });
}
