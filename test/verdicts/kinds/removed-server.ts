import { anAccount } from '../../account/account.ts';
import { aServer, type Server } from '../../account/servers.ts';
import { aBucketIn } from '../attacks/asking.ts';

const place = { app: 'acme', stage: 'pr-1', region: 'eu-west-1' } as const;

/** A stage with a server in eu-west-1 that was deployed 20 days ago and removed 3 days ago, and is still there. */
export function removedServer(more: { readonly plainNames?: boolean } = {}) {
  const account = anAccount();
  aBucketIn(account, 'eu-west-1');
  const at = account.ago({ days: 20 });
  const server = aServer({ ...place, at, ...more });
  const home = account.with(server).home('eu-west-1');
  home
    .stage('acme', 'pr-1')
    .deploy(at, server.entries, { firstPush: null })
    .remove(account.ago({ days: 3 }));
  return { account, server, home, ids: idsOf(server) };
}

function idsOf({ lambdas, roles, logGroups }: Server) {
  return {
    lambda: `${lambdas[0].region}:${lambdas[0].name}`,
    role: roles[0].name,
    logs: `${logGroups[0].region}:${logGroups[0].name}`,
  };
}
