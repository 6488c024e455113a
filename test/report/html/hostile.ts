/** What somebody may write into a name, a tag or a message to break out of a page, or to hide in it. */
export const hostile: readonly (readonly [what: string, text: string])[] = [
  ['an element with a script', '<img src=x onerror=alert(1)>'],
  ['the end of a script', '</script><script>alert(1)</script>'],
  ['the end of a script, in capitals', '</SCRIPT ><svg onload=alert(1)>'],
  ['the begin of a comment', '<!--<script>'],
  ['the end of an attribute', '" autofocus onfocus="alert(1)'],
  ['the end of an attribute in single quotes', "' onclick='alert(1)"],
  ['the end of a title', '</title><script>alert(1)</script>'],
  ['a reference', '&lt;script&gt;&#x3c;b&#x3e;'],
  ['a template', '${alert(1)}`'],
  ['line separators of JavaScript', 'a\u2028b\u2029c'],
  ['control characters', 'a\u0000b\u001b[31mred\u0007\u009b2J'],
  ['what writes from right to left', 'acme-\u202egpj.exe\u2066x\u2069'],
  ['what is not seen', 'no\u200bthing\ufeff\u{e0041}'],
];

/** Characters that act, hide or reorder. */
export const acting =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
