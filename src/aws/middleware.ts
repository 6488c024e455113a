/** A command, as far as a middleware can be added to it: of any service, whatever it asks for. */
export interface Extensible<Middleware> {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Middleware,
      options: { name: string; relation: 'after'; toMiddleware: string },
    ): void;
  };
}
