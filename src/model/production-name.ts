/**
 * Words in the names of stages that many people look at. `stage` is none of them: every preview is a stage.
 */
const productionWords: readonly string[] = [
  'prod',
  'prd',
  'production',
  'preprod',
  'preproduction',
  'live',
  'www',
  'main',
  'master',
  'release',
  'staging',
  'stg',
];

/**
 * A stage called production, or like it: nothing here removes it, or proposes to, unless it is asked for by
 * name. One word of its name is enough, in any case and beside any number: `prod-eu`, `acmeProd`, `live2`.
 */
export function isProductionName(stage: string): boolean {
  // As it reads: `ﬁ` is two letters, `é` is an e, and a soft hyphen is not seen.
  const plain = stage.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '');
  const humps = plain.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1-$2');
  const words = `${plain} ${humps}`.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.some((word) => {
    const letters = Array.from(word);
    return saysProd(letters) || productionWords.some((known) => says(letters, known));
  });
}

/** `prodeu`, `acmeprod`, `produktion`: of the words that begin so, those of goods and makers are others. */
function saysProd(letters: readonly string[]): boolean {
  const isAt = (start: number) => passesFor(letters.slice(start, start + 4), 'prod');
  if (letters.length < 4 || !/[a-z]/.test(letters.join(''))) return false;
  const rest = letters.slice(4).join('');
  return (isAt(0) && !/^(?:uct(?!ion)|uce|ucing|ig)/.test(rest)) || isAt(letters.length - 4);
}

/** Words that stand beside another one without a hyphen: `liveeu`, `webmain`, `livev2`. */
const besides = new Set(
  'eu us uk de fr es it nl at ch ap au ca br in jp sg asia emea web api app site new old v'.split(
    ' ',
  ),
);

function says(letters: readonly string[], known: string): boolean {
  const { length } = known;
  return (
    passesFor(letters, known) ||
    (besides.has(letters.slice(length).join('')) && passesFor(letters.slice(0, length), known)) ||
    (besides.has(letters.slice(0, -length).join('')) && passesFor(letters.slice(-length), known))
  );
}

/** A letter of another alphabet may look like any: SST takes none in names, so whoever wrote it did not mean to. */
function passesFor(letters: readonly string[], known: string): boolean {
  return (
    letters.length === known.length &&
    letters.every((letter, index) => letter === known[index] || !/[a-z]/.test(letter))
  );
}
