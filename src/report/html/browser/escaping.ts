/**
 * Makes the function that writes text into HTML, between tags and in quoted attributes. Like everything in
 * this folder it runs in the browser too: `script.ts` copies the function there as it stands, so it must
 * refer to nothing outside of itself.
 */
export function makeEscaping(): (text: string) => string {
  const references: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return (text) => text.replace(/[&<>"']/g, (character) => references[character] ?? '');
}
