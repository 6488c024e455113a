/**
 * Tags by which people say that something must stay. There is no standard for them; these are the words
 * that teams and clean-up tools use: `DoNotDelete`, `do-not-nuke`, `cloud-nuke-excluded`, `keep`,
 * `legal-hold`, `termination-protection`.
 */
const says = [
  /(?:do)?not(?:to)?(?:be)?(?:delete|remove|nuke|touch|terminate|destroy)d?/,
  /no(?:delete|remove|nuke|touch|terminate|destroy)/,
  /nuke(?:exclude|skip|ignore)/,
  /(?:delete|deletion|removal|termination)protect/,
  /^(?:keep|retain|preserve|hold|protect(?:ed|ion)?)(?:me|it|this|forever)?$/,
  /legalhold|litigationhold/,
];

/** Tags whose value says it: `delete = never`. */
const asks = /^(?:auto)?(?:delete|cleanup|expire|nuke)$/;
const nay: ReadonlySet<string> = new Set(['', 'false', 'no', 'n', '0', 'off', 'never', 'none']);

/** Does a tag ask that its resource is kept? Letters count, in any case; a value like `false` takes it back. */
export function asksToKeep(tag: string, value: string): boolean {
  const [, word = ''] = /([^:/]*)$/.exec(tag) ?? [];
  const name = word.toLowerCase().replace(/[^a-z]/g, '');
  const said = value.trim().toLowerCase();
  if (asks.test(name)) return said !== '' && nay.has(said);
  return says.some((word) => word.test(name)) && (said === '' || !nay.has(said));
}
