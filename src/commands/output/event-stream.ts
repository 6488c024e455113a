import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Clock } from '../../model/clock.ts';
import type { Emit } from '../../model/event.ts';
import { eventJson, lastEventJson } from '../../report/json/events.ts';
import { jsonLine } from '../../report/json/documents.ts';
import type { EventJson } from '../../report/json/schema/event.ts';
import type { Terminal } from '../../ui/terminal.ts';
import type { Options } from '../input/options.ts';
import { unwritableReport } from './report-file.ts';

/** `ndjson`: one line for each event, written when it happens. */
export interface EventStream {
  readonly emit: Emit;
  /** The last line is the command's own document. */
  end(document: () => unknown): void;
}

/** A file that can no longer be written stops no sweep: the error is told at its end. */
export function createEventStream(
  {
    options,
    terminal,
    cwd,
  }: {
    readonly options: Options;
    readonly terminal: Terminal;
    readonly cwd: string;
  },
  clock: Clock,
): EventStream {
  const files = options.reports
    .filter(({ format }) => format === 'ndjson')
    .map(({ file }) => createLines(file, resolve(cwd, file)));
  const onStdout = options.format === 'ndjson';
  const isAsked = onStdout || files.length > 0;
  const write = (make: (at: string) => EventJson) => {
    if (!isAsked) return;
    const line = jsonLine(make(clock.now().toISOString()));
    if (onStdout) terminal.print(line);
    for (const file of files) file.write(line);
  };
  return {
    emit: (event) => write((at) => eventJson(event, at)),
    end(document) {
      write((at) => lastEventJson(document(), at));
      for (const file of files) file.end();
    },
  };
}

interface Lines {
  write(line: string): void;
  /** Throws where a line is missing. */
  end(): void;
}

function createLines(file: string, path: string): Lines {
  let isNew = true;
  let failure: { readonly cause: unknown } | null = null;
  return {
    write(line) {
      if (failure) return;
      try {
        // At once, so that whoever follows the file sees it, and nothing is lost when the process dies.
        appendFileSync(path, line, { flag: isNew ? 'w' : 'a' });
        isNew = false;
      } catch (cause) {
        failure = { cause };
      }
    },
    end() {
      if (failure) throw unwritableReport(file, failure.cause);
    },
  };
}
