import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * Loaded before `sst-sweep` with `--import`: writes down every host that a connection is opened to,
 * and opens none that is not this machine.
 */
const file = process.env['CONTACTED_HOSTS'] ?? '';
const connect = Socket.prototype.connect;
const here = new Set(['127.0.0.1', 'localhost', '::1']);

Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
  const host = hostOf(given);
  appendFileSync(file, `${host}\n`);
  if (!here.has(host)) throw new Error(`A connection to ${host} was opened.`);
  return Reflect.apply(connect, this, given) as Socket;
};

/** `net.connect` passes its normalised arguments on as one list. */
function hostOf(given: readonly unknown[]): string {
  const [first] = given.flat();
  const { host } = (typeof first === 'object' && first !== null ? first : {}) as { host?: unknown };
  return typeof host === 'string' ? host : 'localhost';
}
