import { expect, it } from 'vitest';
import { accountRoleTemplate } from '../../build/account-role.ts';

it('the role of each account may do what iam-policy prints for a sweep, and nothing else', async () => {
  await expect(accountRoleTemplate()).toMatchFileSnapshot('../../deploy/aws/account-role.yaml');
});
