import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { AbortError } from '../../src/model/errors.ts';
import { demoAccount } from '../account/demo.ts';
import { run } from '../e2e/in-process.ts';

const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});

afterEach(() => {
  process.off('unhandledRejection', note);
});

it.each([1, 2, 5, 13, 20, 40, 60])(
  'a scan that is interrupted at its request %i ends in one sentence, and leaves no error behind',
  async (request) => {
    const aws = createSimulatedAws(demoAccount().data);
    const controller = new AbortController();
    let requests = 0;
    const handle: typeof aws.handler.handle = (...given) => {
      requests += 1;
      if (requests === request) controller.abort(new AbortError('Interrupted.'));
      return aws.handler.handle(...given);
    };
    const handler = Object.create(aws.handler, { handle: { value: handle } });
    const { code, stderr } = await run(
      Object.create(aws, { handler: { value: handler } }),
      ['scan', '--demo'],
      { signal: controller.signal },
    );
    // Node tells of them when the queue of promises is empty.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect({ code, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
      code: 130,
      last: 'Interrupted.',
    });
    expect(unhandled).toEqual([]);
  },
);
