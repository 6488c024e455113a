import { pythonTool } from './programs.ts';
import { startServer } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

/** ministack's server, on this machine only: without these it listens on all addresses and looks for Docker. */
export function startMinistack(): Promise<ServerProcess> {
  return startServer({
    words: () => [pythonTool('ministack')],
    env: (port) => ({
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: `${port}`,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      DOCKER_HOST: 'unix:///nonexistent',
      MINISTACK_ACCOUNT_ID: '123456789012',
    }),
    path: '/_ministack/health',
  });
}
