import { plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';

/** An error that the user can mend: the fault and the remedy, never a stack. */
export function renderError(
  error: { readonly message: string; readonly hint: string | null },
  view: TextStyle,
): string {
  const lines = [view.paint.red(`${view.marks.failed} ${plain(error.message)}`)];
  if (error.hint) lines.push(`  ${plain(error.hint)}`);
  return `${lines.join('\n')}\n`;
}
