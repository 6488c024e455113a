/** Counts of use are compared by their length: `48,211 requests`. Years and ids are left as they are. */
export function grouped(sentence: string): string {
  return sentence.replace(/\b\d{4,}(?= (?:requests?|invocations?|calls?|events?)\b)/g, (digits) => {
    const first = digits.length % 3 || 3;
    return [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(',');
  });
}
