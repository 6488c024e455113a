import { pythonTool } from './programs.ts';
import { startServer } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

/** moto's server, on this machine only. */
export function startMoto(): Promise<ServerProcess> {
  return startServer({
    words: (port) => [pythonTool('moto_server'), '-H', '127.0.0.1', '-p', `${port}`],
    path: '/moto-api/data.json',
  });
}

/** Lists that this version does not know, and answers with an HTML page. */
export const unknownToMoto = [
  'cloudfront:ListCachePolicies error',
  'cloudfront:ListCloudFrontOriginAccessIdentities error',
  'cloudfront:ListOriginRequestPolicies error',
  'cloudfront:ListResponseHeadersPolicies error',
  'lambda:ListFunctionUrlConfigs error',
];
