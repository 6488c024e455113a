import { kindWord, shownId } from '../../../text/kind-words.ts';
import { doing, timeOf, type PlanNode } from '../../plan-nodes.ts';
import { cut, plain } from '../../../text/text.ts';
import { markup, nothing, type Html } from '../escape.ts';
import { drawingOf, type Drawing } from './layout.ts';
import { lineHtml, rounded } from './lines.ts';
import { box, type Placed } from './part.ts';

/** The outcome of a resource, told besides its steps. */
export interface OutcomeMark {
  readonly tone: string;
  readonly word: string;
}

interface PictureOf {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  versionsOf(thing: { readonly key: string }): number;
  fateOf(key: string): OutcomeMark | null;
}

/** The order of the deletions as a picture; the table below it says the same in words. */
export function pictureHtml(given: PictureOf): Html {
  const drawing = drawingOf(given.nodes);
  const { width, height, areas, groups, lines } = drawing;
  return markup`<div data-picture>
    <p>
      On the left stands what goes first; an arrow leads from what must be gone to what waits for
      it. Resources in one frame wait for the same.
    </p>
    <div class="controls" hidden>
      <button type="button" class="in">Zoom in</button>
      <button type="button" class="out">Zoom out</button>
      <button type="button" class="whole">Full size</button>
      <button type="button" class="fit">Show all</button>
      ${areas.length > 1 ? placesHtml(drawing) : ''}
      <span class="status" role="status"></span>
      <span class="keys">Keys: arrows move, + and - zoom, 0 shows all, 1 is full size.</span>
    </div>
    <div class="frame" tabindex="0" role="region" aria-label="Picture of the plan">
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width="${width}"
        height="${height}"
        viewBox="0 0 ${width} ${height}"
        role="img"
        aria-labelledby="picture-title picture-text"
      >
        <title id="picture-title">What must go before what</title>
        <desc id="picture-text">The table below the picture says the same in words.</desc>
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto-start-reverse"
          >
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        ${areas.map(
          (area) =>
            markup`<rect
                class="area"
                x="${rounded(area.x)}"
                y="${rounded(area.y)}"
                width="${rounded(area.width)}"
                height="${rounded(area.height)}"
                rx="8"
              /> `,
        )}
        ${groups.map((group) =>
          group.members.length < 2
            ? ''
            : markup`<rect
                class="group"
                x="${rounded(group.x)}"
                y="${rounded(group.y)}"
                width="${rounded(group.width)}"
                height="${rounded(group.height)}"
                rx="6"
              /> `,
        )}
        ${lines.map(lineHtml)}
        ${areas.map(titleHtml)}
        ${groups.flatMap(({ members }) => members.map((member) => nodeHtml(member, given)))}
      </svg>
    </div>
  </div>`;
}

/** Over the lines, which may lead across it. */
function titleHtml({ pair, members, x, y, width }: Drawing['areas'][number]): Html {
  const title = `${pair} · about ${timeOf(members)}`;
  return markup`<text class="stage" x="${rounded(x + 16)}" y="${rounded(y + 23)}">${cut(title, areaColumns(width))}</text>
`;
}

function placesHtml({ areas }: Drawing): Html {
  return markup`<label
    >Go to
    <select>
      <option value="">a stage</option>
      ${areas.map(({ pair, x, y }) => markup`<option value="${rounded(x)} ${rounded(y)}">${pair}</option>`)}
    </select></label
  >`;
}

function nodeHtml({ node, x, y }: Placed, { versionsOf, fateOf }: PictureOf): Html {
  const [step] = node.steps;
  if (!step) return nothing;
  const losesData = node.steps.some((each) => each.losesData);
  const fate = fateOf(node.key);
  const name = plain(shownId(step.resource, step.region));
  const label = `${kindWord(step.kind)}: ${fate?.word ?? doing(node, versionsOf(node))}${losesData ? ', loses data' : ''}`;
  const tone = fate?.tone ?? (losesData ? 'bad' : 'calm');
  return markup`<g class="node" data-tone="${tone}">
    <title>${name} – ${label}</title>
    <rect x="${rounded(x)}" y="${rounded(y)}" width="${box.width}" height="${box.height}" rx="5" />
    <text x="${rounded(x + 8)}" y="${rounded(y + 17)}">${cut(name, 36)}</text>
    <text class="does" x="${rounded(x + 8)}" y="${rounded(y + 33)}">${cut(label, 46)}</text></g
  > `;
}

function areaColumns(width: number): number {
  return Math.floor((width - 32) / 8);
}
