import type { SimulatedAws } from 'simulated-aws';

/** CloudFront's answer to too many changes: 400, and a code that its model does not know. */
const throttling = {
  statusCode: 400,
  headers: { 'content-type': 'text/xml' },
  body: new TextEncoder().encode(
    '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>r</RequestId></ErrorResponse>',
  ),
};

/** An account whose CloudFront takes so many changes in a second, and throttles the rest. */
export function throttledAbove(perSecond: number, { handler, clock }: SimulatedAws) {
  const taken: number[] = [];
  let throttled = 0;
  return {
    throttled: () => throttled,
    handler: {
      ...handler,
      handle: async (...given: Parameters<typeof handler.handle>) => {
        const [{ hostname, method }] = given;
        const now = clock.now().getTime();
        if (hostname.startsWith('cloudfront') && method !== 'GET') {
          while ((taken[0] ?? now) <= now - 1000) taken.shift();
          if (taken.length >= perSecond) {
            throttled += 1;
            return { response: { ...throttling, headers: { ...throttling.headers } } };
          }
          taken.push(now);
        }
        return handler.handle(...given);
      },
    },
  };
}
