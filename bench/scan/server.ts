import { acceleratedClock, createSimulatedAws, serve } from 'simulated-aws';
import { benchAccount } from './account.ts';
import { sizeNamed } from './size.ts';

/** The simulated account in a process of its own: `server.ts <size>` tells its parent the port. */
const { data, bodies } = benchAccount(sizeNamed(process.argv[2] ?? ''));
const clock = acceleratedClock({ start: new Date(data.now), speed: 1 });
const aws = createSimulatedAws(data, { bodies, clock });
const server = await serve(aws, { port: 0 });
process.send?.({ port: server.port });
process.on('disconnect', () => void server.close());
