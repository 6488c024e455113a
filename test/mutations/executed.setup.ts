import { appendFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

/** Where each test file appends which functions of the source it ran, one JSON line each. */
const file = process.env['EXECUTED_FUNCTIONS'];

/** One session for the process, whatever the number of test files. */
const kept = globalThis as { executedFunctions?: Promise<Session> };

async function counting(): Promise<Session> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return session;
}

let began = 0;

if (file !== undefined) {
  beforeAll(async () => {
    const session = await (kept.executedFunctions ??= counting());
    // Taking the counts sets them back.
    await session.post('Profiler.takePreciseCoverage');
    began = performance.now();
  });
  afterAll(async () => {
    const session = await (kept.executedFunctions ??= counting());
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const functions: Record<string, string[]> = {};
    for (const { url, functions: found } of result) {
      const source = /\/(src\/.+\.ts)/.exec(url.replace(/\?.*$/, ''))?.[1];
      if (source === undefined || url.includes('node_modules')) continue;
      const names = found
        .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
        .map(({ functionName }) => functionName);
      functions[source] = [...new Set([...(functions[source] ?? []), ...names])];
    }
    const test = relative(process.cwd(), expect.getState().testPath ?? '');
    const ms = Math.round(performance.now() - began);
    appendFileSync(file, `${JSON.stringify({ test, ms, functions })}\n`);
  });
}
