import type { AccountData } from './account.ts';
import { jsonOnly, numberIn, requiredText, textIn, type JsonCall } from './json-protocol.ts';
import type { OrganizationAccount } from './other-accounts.ts';
import { by, pageOf } from './paging.ts';
import type { Environment, Service } from './service.ts';
import { Refusal } from './wire.ts';

/** Organizations API, ListAccounts: `MaxResults` is 20 at most, and 20 where it is absent. */
const mostPerPage = 20;

/** AWS Organizations, as its management account sees it: the list of its accounts. */
export function createOrganizationsService(
  _data: AccountData,
  { account, otherAccounts: { organization } }: Environment,
): Service {
  function page({ input, strikes }: JsonCall, within: (row: OrganizationAccount) => boolean) {
    if (organization === null) {
      throw new Refusal(
        400,
        'AWSOrganizationsNotInUseException',
        'Your account is not a member of an organization.',
      );
    }
    const keyOf = ({ id }: OrganizationAccount) => id;
    const { items, nextToken } = pageOf(organization.filter(within).toSorted(by(keyOf)), {
      token: textIn(input, 'NextToken'),
      limit: Math.min(numberIn(input, 'MaxResults') ?? mostPerPage, mostPerPage),
      keyOf,
      strikes,
      invalidToken: 'InvalidInputException',
    });
    const rows = items.map(({ id, name, status }) => ({
      Arn: `arn:aws:organizations::${account}:account/o-simulated/${id}`,
      Id: id,
      Name: name,
      Email: `aws+${id}@example.com`,
      Status: status,
      State: status,
    }));
    return { Accounts: rows, NextToken: nextToken };
  }

  return jsonOnly(
    {
      signingName: 'organizations',
      name: 'Organizations',
      actions: 'organizations',
      targetPrefix: 'AWSOrganizationsV20161128',
      version: '1.1',
      apis: {
        ListAccounts: { answer: (call) => page(call, () => true) },
        ListAccountsForParent: {
          answer: (call) => {
            const parent = requiredText(call.input, 'ParentId');
            return page(call, (row) => row.parent === parent);
          },
        },
      },
    },
    { tagged: () => [], snapshot: () => ({}) },
  );
}
