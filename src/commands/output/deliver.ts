import { resolve } from 'node:path';
import type { Document } from '../../report/formats.ts';
import { formatFacts } from '../../report/formats.ts';
import { fileStyle } from '../../text/text-style.ts';
import type { CommandContext } from '../context.ts';
import { tell } from './tell.ts';
import { writeReport } from './report-file.ts';

type Target = Pick<
  CommandContext,
  'options' | 'terminal' | 'cwd' | 'progress' | 'events' | 'notify' | 'backend'
>;

/** The result goes to stdout, and whole into every `--report` file, or to its end. */
export async function deliver(
  document: Document,
  { options, terminal, cwd, progress, events, notify = [], backend }: Target,
): Promise<void> {
  progress.stop();
  const { repeated } = terminal.stdout;
  const { render, pieces } = formatFacts(options.format);
  if (pieces) {
    // Node writes to files and pipes before it goes on (process I/O), so nothing piles up.
    for (const piece of await pieces(document, terminal.stdout)) terminal.print(piece);
  } else if (render) terminal.print(await render(document, terminal.stdout));
  for (const { file, format } of options.reports) {
    const { render: renderFile, grows = false } = formatFacts(format);
    if (!renderFile) continue;
    const view = { ...fileStyle, verbose: options.verbose, repeated };
    const text = await renderFile(document, view);
    await writeReport(file, text, { path: resolve(cwd, file), grows });
  }
  events.end(() => document.json(repeated));
  if (notify.length === 0) return;
  const { noticesOf } = await import('../../notices/notice.ts');
  const notices = noticesOf(document.json(repeated), backend.clock.now());
  await tell(notices, { notify, terminal, options, backend });
}
