/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Replacing = <Given, Result>(
  next: (given: Given) => Promise<Result>,
) => (given: Given) => Promise<Result>;

interface Replaceable {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Replacing,
      options: { name: string; relation: 'after'; toMiddleware: string },
    ): void;
  };
}

/** Gives a command a body that is made already. Length, checksum and signature are made of this one. */
export function withContent<Command extends Replaceable>(command: Command, body: string): Command {
  const replacing: Replacing = (next) => async (given) => {
    const { request } = given as { readonly request: { body: unknown } };
    request.body = body;
    return next(given);
  };
  command.middlewareStack.addRelativeTo(replacing, {
    name: 'sstSweepContent',
    relation: 'after',
    toMiddleware: 'serializerMiddleware',
  });
  return command;
}
