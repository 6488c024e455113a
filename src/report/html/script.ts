import { makeEscaping } from './browser/escaping.ts';
import { makeMatching } from './browser/matching.ts';
import { startPictures } from './browser/picture.ts';
import { makeRows } from './browser/rows.ts';
import { rowsOnAPage } from './browser/table-data.ts';
import { startTables } from './browser/tables.ts';

/**
 * The page's own script: the functions of `browser/` as they stand once their types are gone. Each names
 * nothing outside itself, so it is copied as an expression. `tsx` marks functions with `__name`.
 */
export const pageScript = `'use strict';
(() => {
const __name = (made) => made;
const drawn = (${String(makeRows)})((${String(makeEscaping)})());
const matching = (${String(makeMatching)})();
(${String(startTables)})(document, window, { drawn, matching, rowsOnAPage: ${rowsOnAPage} });
(${String(startPictures)})(document);
})();`;
