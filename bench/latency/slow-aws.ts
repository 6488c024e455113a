import type { SimulatedAws } from 'simulated-aws';

/** The same account, with so many simulated milliseconds between a request and its answer. */
export function answeringAfter(
  milliseconds: number,
  { handler, clock }: SimulatedAws,
): Pick<SimulatedAws, 'clock' | 'handler'> {
  const wait = () => (milliseconds > 0 ? clock.sleep(milliseconds / 2) : Promise.resolve());
  return {
    clock,
    handler: {
      ...handler,
      // Half of the time is the way there: an answer is as old as the way back.
      handle: async (...given) => {
        await wait();
        const answer = await handler.handle(...given);
        await wait();
        return answer;
      },
    },
  };
}
