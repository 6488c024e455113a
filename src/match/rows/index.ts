import type { Row } from '../decision.ts';
import { busyRow } from './busy.ts';
import { doubtRows } from './doubt.ts';
import { leftoverRows } from './leftover.ts';
import { standingRows } from './protected-or-claimed.ts';
import { useRow } from './use.ts';

/** The sixteen rows of the verdict table, in order. The first that holds decides. */
export const verdictRows: readonly Row[] = [
  ...standingRows,
  useRow,
  busyRow,
  ...doubtRows,
  ...leftoverRows,
];
