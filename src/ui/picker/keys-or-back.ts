import { BackError } from '../questions.ts';
import type { Picked } from './picker.ts';

/** What was chosen: nothing where the list was left. Throws where it was gone back from. */
export function keysOrBack({ ending, ticked }: Picked): readonly string[] {
  if (ending === 'back') throw new BackError('Nothing was deleted.', { ticked });
  return ending === 'left' ? [] : ticked;
}
