import type { Terminal } from '../ui/terminal.ts';

export interface SimulateContext {
  readonly port: number;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Serves the simulated account on loopback; 0 means any free port. */
  serve(port: number): Promise<{ readonly port: number; close(): Promise<void> }>;
}

/** Serves the simulated account until it is stopped. Its URL is the only output on stdout. */
export async function simulate({
  port,
  terminal,
  signal,
  serve,
}: SimulateContext): Promise<number> {
  const server = await serve(port);
  terminal.print(`http://127.0.0.1:${server.port}\n`);
  terminal.say(
    'Point any AWS client at it with AWS_ENDPOINT_URL and any credentials. Ctrl-C stops it.',
  );
  if (!signal.aborted) {
    await new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }
  await server.close();
  return 0;
}
