import type { ListedAccount } from '../../model/account-list.ts';
import { count, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { joined } from '../../text/blocks.ts';
import { grid, headOf } from './grid.ts';

/** The accounts of a list, and the way into each. */
export function renderAccounts(accounts: readonly ListedAccount[], view: TextStyle): string {
  const { head, rows } = grid(
    accounts.map(({ id, name, role, regions }) => [
      id,
      plain(name ?? ''),
      role === null ? 'your own account' : plain(role),
      regions.join(' '),
    ]),
    { width: view.width, indent: 0, head: headOf(['account', 'name', 'role', 'regions'], view) },
  );
  return joined([[view.paint.bold(count(accounts.length, 'account'))], [...head, ...rows.flat()]]);
}
