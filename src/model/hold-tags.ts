/**
 * Tags by which people say that something must stay. There is no standard for them; these are the words
 * that teams and clean-up tools use, of which only letters count, in any case: `DoNotDelete`,
 * `dont-delete`, `cloud-nuke-excluded`, `keep-until`, `legal-hold`, `delete-after = never`.
 */
const deletionVerbs = '(?:delet|destroy|remov|purg|nuk|terminat|touch|stop|drop|clean)';
const keepingWords = [
  new RegExp(`(?:dont|not|never|no|avoid)(?:to)?(?:be)?(?:ever)?${deletionVerbs}`),
  new RegExp(`(?:prevent|block|deny|forbid|disable)${deletionVerbs}`),
  new RegExp(`(?:${deletionVerbs}(?:e|ion|al)?|deletion)protect`),
  /undeletable|nuke(?:exclude|skip|ignore|exempt)/,
  /(?:legal|litigation)hold/,
];
/** Words that are enough alone, or with a time: `keep`, `retain-until`. */
const keepingTags =
  /^(?:keep|retain|preserve|hold|protect(?:ed|ion)?)(?:me|it|this|forever|until|till)?$/;
/** Tags that ask for deletion; their value may say the opposite. */
const deletionTags =
  /^(?:(?:auto|awsnuke|cloudnuke)?(?:delete|deletion|cleanup|nuke)(?:able|after|policy|on)?|awsnuke|deletable|(?:safeto|can|canbe)delete[d]?|expires?|expiry|expiration|ttl|custodian|lifecycle|janitor)$/;
const noValues: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off', 'none', 'disabled']);
const keepingValues: ReadonlySet<string> = new Set([
  'never',
  'skip',
  'ignore',
  'exempt',
  'exclude',
  'excluded',
  'permanent',
  'forever',
  'retain',
  'keep',
]);

/** Does a tag ask that its resource is kept? A misunderstanding costs one `unknown`. */
export function asksToKeep(tag: string, value: string): boolean {
  const word = tag.slice(Math.max(tag.lastIndexOf(':'), tag.lastIndexOf('/')) + 1);
  const name = lettersOf(word);
  const setting = value.trim().toLowerCase();
  // A sentence: "DO NOT DELETE, ask Alice".
  if (lettersOf(word) !== 'name' && keepingWords.some((words) => words.test(lettersOf(value))))
    return true;
  if (deletionTags.test(name)) return noValues.has(setting) || keepingValues.has(setting);
  return (
    (keepingTags.test(name) || keepingWords.some((words) => words.test(name))) &&
    !noValues.has(setting)
  );
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
