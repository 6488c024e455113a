import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/report/json/schema/report.ts';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { run } from '../../e2e/in-process.ts';
import { smallAccount } from '../../e2e/small-account.ts';

interface Handling {
  handle(request: { readonly path: string }, options: object): Promise<unknown>;
}

/** The same account, with a list of Lambda functions that brings a new token with every page. */
function withEndlessList(aws: SimulatedAws): { aws: SimulatedAws; pages: () => number } {
  const handler = aws.handler as Handling;
  let pages = 0;
  const handle: Handling['handle'] = async (request, options) => {
    if (!/^\/2015-03-31\/functions\/?$/.test(request.path)) return handler.handle(request, options);
    pages += 1;
    const body = JSON.stringify({ Functions: [], NextMarker: `page-${pages}` });
    const headers = { 'content-type': 'application/json' };
    return { response: { statusCode: 200, headers, body: new TextEncoder().encode(body) } };
  };
  return { aws: { ...aws, handler: { ...aws.handler, handle } as never }, pages: () => pages };
}

describe('a list of the account that never ends', () => {
  it('is a gap of its region, after 300 pages without a row', async () => {
    const { aws, pages } = withEndlessList(createSimulatedAws(smallAccount()));
    const { stdout, code } = await run(aws, ['scan', '--demo', '--json']);
    const { gaps, regions } = reportSchema.parse(JSON.parse(stdout));
    expect(code).toBe(3);
    expect(new Set(gaps.map(({ region }) => region))).toEqual(new Set(regions));
    for (const { cause, operation, message } of gaps) {
      expect({ cause, operation }).toEqual({ cause: 'invalid', operation: 'lambda:ListFunctions' });
      expect(message).toContain('The list goes on after 300 pages.');
    }
    // And one in each region that nothing points at, before it is read.
    expect(regions).toHaveLength(17);
    expect(pages()).toBe(300 * regions.length + 16);
  });
});
