/** Colours stand as variables at the top, once for light and once for dark. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --raised: #f4f5f7; --line: #c9ced6; --text: #1b1f24; --soft: #57606a;
  --link: #0b57d0; --focus: #0b57d0;
  --good: #116329; --warn: #7a4b00; --bad: #b3261e; --calm: #3d4f66;
  --good-back: #e6f4ea; --warn-back: #fdf1dc; --bad-back: #fce8e6; --calm-back: #e8edf4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171b; --raised: #1e2329; --line: #414952; --text: #e8eaed; --soft: #a9b2bd;
    --link: #8ab4f8; --focus: #8ab4f8;
    --good: #81c995; --warn: #f5c26b; --bad: #f6a39b; --calm: #b3c2d6;
    --good-back: #1b3324; --warn-back: #3a2d13; --bad-back: #43211f; --calm-back: #27313d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; }
body {
  margin: 0; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
header, main { max-width: 90rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: 0 0 .5rem; max-width: 60rem; }
header p { color: var(--soft); margin-bottom: .25rem; }
header .summary { color: var(--text); font-size: 1.15rem; font-weight: 600; }
.warning { color: var(--warn); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
section { padding: 1.25rem 0; border-top: 1px solid var(--line); }
main > section:first-child { border-top: 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; background: var(--back); padding: .5rem 1rem; z-index: 3; }
.skip:focus { left: .5rem; top: .5rem; }
nav { position: sticky; top: 0; z-index: 2; background: var(--raised); border: solid var(--line); border-width: 1px 0; margin-top: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; margin: 0 auto; max-width: 90rem; padding: .4rem 1.5rem; }
code, pre { font: .92em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: .5rem 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; max-width: 100%; }
.side { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: 0 2rem; align-items: start; }
table { border-collapse: collapse; margin: 0 0 1rem; min-width: min(100%, 40rem); }
.big table, .side table { min-width: 100%; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; }
.side { font-size: .9rem; }
.side tbody th { white-space: nowrap; }
.side th, .side td { padding-right: .55rem; }
.side thead th, .side td { white-space: normal !important; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
th.number, td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.zero { color: var(--soft); }
thead button { all: unset; cursor: pointer; }
thead button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
thead button:hover { text-decoration: underline; }
thead button::after { content: " \\2195"; opacity: .55; }
[aria-sort="ascending"] button::after { content: " \\2191"; opacity: 1; }
[aria-sort="descending"] button::after { content: " \\2193"; opacity: 1; }
.big td { white-space: nowrap; }
.big tbody th { min-width: 20rem; }
.big tbody td:first-child { font-weight: 600; }
[data-tone="bad"] td:first-child { color: var(--bad); }
[data-tone="warn"] td:first-child { color: var(--warn); }
[data-tone="good"] td:first-child { color: var(--good); }
[data-tone="calm"] td:first-child { color: var(--calm); }
.note { background: var(--warn-back); color: var(--warn); border-radius: 4px; padding: .05rem .4rem; font-size: .85em; white-space: nowrap; }
.reason, summary { color: var(--soft); margin: .1rem 0 0; font-size: .93em; }
summary { cursor: pointer; max-width: 60rem; }
details[open] > summary { color: var(--text); }
dl { margin: .4rem 0 .6rem 1rem; padding-left: .75rem; border-left: 3px solid var(--line); max-width: 60rem; }
dt { color: var(--soft); font-size: .85em; }
dd { margin: 0 0 .4rem; overflow-wrap: anywhere; white-space: normal; }
.source { color: var(--soft); font-size: .85em; display: block; }
.controls { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; padding: .6rem 0; }
.controls[hidden], .pager[hidden] { display: none; }
.controls label { display: grid; gap: .15rem; color: var(--soft); font-size: .85em; }
input, select, .controls button, .pager button {
  font: inherit; font-size: 15px; color: var(--text); background: var(--back);
  border: 1px solid var(--soft); border-radius: 6px; padding: .3rem .6rem; min-height: 2.1rem; max-width: 16rem;
}
.controls button, .pager button { background: var(--raised); cursor: pointer; }
button:disabled { color: var(--soft); border-color: var(--line); cursor: default; }
.keys { color: var(--soft); font-size: .85em; }
.status { color: var(--soft); min-height: 1.5em; }
meter { width: 8rem; vertical-align: middle; }
.frame { overflow: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); margin-bottom: 1rem; }
.frame.bounded { max-height: 75vh; cursor: grab; touch-action: pan-x pan-y; }
.frame svg { display: block; }
svg text { fill: var(--text); font: 12px system-ui, "Liberation Sans", sans-serif; }
svg .stage { font-weight: 600; font-size: 14px; paint-order: stroke; stroke: var(--back); stroke-width: 5px; }
svg .does { fill: var(--soft); font-size: 11px; }
svg .area { fill: var(--back); stroke: var(--line); }
svg .group { fill: none; stroke: var(--line); stroke-dasharray: 4 3; }
svg .node rect { fill: var(--calm-back); stroke: var(--calm); }
svg .node[data-tone="bad"] rect { fill: var(--bad-back); stroke: var(--bad); }
svg .node[data-tone="warn"] rect { fill: var(--warn-back); stroke: var(--warn); }
svg .node[data-tone="good"] rect { fill: var(--good-back); stroke: var(--good); }
svg .edge { fill: none; stroke: var(--soft); stroke-width: 1.5; }
svg .far { stroke-dasharray: 6 4; }
svg marker path { fill: var(--soft); }
@media print {
  :root { color-scheme: light; --back: #fff; --raised: #fff; --line: #bbb; --text: #000; --soft: #444; --link: #000;
    --good: #0b4a1e; --warn: #5c3900; --bad: #8c1d18; --calm: #2c3a4c;
    --good-back: #fff; --warn-back: #fff; --bad-back: #fff; --calm-back: #fff; }
  body { font-size: 10pt; }
  nav, .controls, .pager, .skip { display: none; }
  header, main { max-width: none; padding: 0; }
  .wide, .frame, .frame.bounded { overflow: visible; height: auto !important; max-height: none; border: 0; }
  .frame svg { max-width: 100%; height: auto; max-height: 24cm; }
  th, td { white-space: normal !important; }
  .big tbody th { min-width: 0; }
  thead button::after { content: none !important; }
  tr, dl { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;
