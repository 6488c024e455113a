import { createHash } from 'node:crypto';
import { markup, nothing, trusted, type Html } from './escape.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: Html;
}

interface Page {
  readonly title: string;
  /** Below the title: the totals, then place and time. */
  readonly summary: string;
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  readonly sections: readonly Section[];
}

/** One file that asks nothing of any network: its policy allows its own style and script, and no more. */
export function pageText({ title, summary, lines, warnings, sections }: Page): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header>
<h1>${title}</h1>
<p class="summary">${summary}</p>
${lines.map((line) => markup`<p>${line}</p>\n`)}
${warnings.map((warning) => markup`<p class="warning">${warning}</p>\n`)}
</header>
<nav aria-label="Sections"><ul>
${sections.map(({ id, heading }) => markup`<li><a href="#${id}">${heading}</a></li>\n`)}
</ul></nav>
<main id="main" tabindex="-1">
${sections.map(sectionHtml)}
</main>
<script>${trusted(pageScript)}</script>
</body>
</html>
`;
  return page.html;
}

const policy = [
  "default-src 'none'",
  `style-src '${hashOf(pageStyle)}'`,
  `script-src '${hashOf(pageScript)}'`,
  // The empty icon: without one a browser asks the server for it.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function sectionHtml({ id, heading, body }: Section): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;
}

/** Lines of a text report as they stand there: commands in them are copied whole. */
export function textLines(lines: readonly string[]): Html {
  if (lines.length === 0) return nothing;
  return markup`<pre>${lines.map((line) => markup`${spaces(line)}${line.trimStart()}\n`)}</pre>`;
}

function spaces(line: string): string {
  return ' '.repeat(line.length - line.trimStart().length);
}

export function paragraphs(lines: readonly string[]): Html {
  return markup`${lines.map((line) => markup`<p>${line}</p>\n`)}`;
}
