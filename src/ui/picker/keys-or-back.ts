import { BackError } from '../questions.ts';
import type { Picked } from './picker.ts';

/** Keys of the ticked rows; none where the list was left. Throws `BackError` for a step back. */
export function keysOrBack({ ending, ticked }: Picked): readonly string[] {
  if (ending === 'back') throw new BackError('Nothing was deleted.', { ticked });
  return ending === 'left' ? [] : ticked;
}
