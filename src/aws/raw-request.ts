import type { Extensible } from './middleware.ts';

/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Replacing = <Given extends { request: unknown }, Result>(
  next: (given: Given) => Promise<Result>,
) => (given: Given) => Promise<Result>;

/** Any command of the SDK, whatever it takes and answers. */
export type ReplacedCommand = Extensible<Replacing>;

/**
 * A command that sends this XML in place of the SDK's own: a configuration as CloudFront wrote it may have
 * members that this SDK does not know, and would leave out. Length, checksum and signature are made of this
 * XML.
 */
export function withRawBody<Command extends ReplacedCommand>(
  command: Command,
  xml: string,
): Command {
  const replacing: Replacing = (next) => (given) => {
    const request = given.request as { body: unknown; headers: Record<string, string> };
    request.body = xml;
    request.headers['content-type'] = 'application/xml';
    return next(given);
  };
  command.middlewareStack.addRelativeTo(replacing, {
    name: 'sstSweepRawRequest',
    relation: 'after',
    toMiddleware: 'serializerMiddleware',
  });
  return command;
}
