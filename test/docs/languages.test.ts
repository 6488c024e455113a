import { describe, expect, it } from 'vitest';
import {
  blocksOf,
  chinese,
  english,
  headingsOf,
  itemsOf,
  linksOf,
  read,
  spansOf,
  tablesOf,
} from './pages.ts';

const [here, there] = [read(english), read(chinese)];

/** What a translation leaves as it is: code, and where a link leads. */
function keptIn(text: string): readonly string[] {
  return [...spansOf(text), ...linksOf(text)].toSorted();
}

/** Sections by their place: headings have other words in another language. */
function sectionsOf(text: string): readonly string[] {
  return text.split(/^(?=#+ )/m);
}

describe('the README in Chinese says what the English one says', () => {
  it('has the same headings', () => {
    const levels = (text: string) => headingsOf(text).map(({ level }) => level);
    expect(levels(there)).toEqual(levels(here));
  });

  it('has the same blocks', () => {
    expect(blocksOf(there)).toEqual(blocksOf(here));
  });

  it('has the same marks of commands that the gate runs', () => {
    const marks = (text: string) => text.match(/^<!-- \w+ -->\n```sh$/gm);
    expect(marks(there)).toEqual(marks(here));
  });

  it('has the same rows in its tables, each with the same code and links', () => {
    const rows = (text: string) =>
      tablesOf(text).map((table) =>
        table.map((cells) => [cells.length, ...keptIn(cells.join(' '))]),
      );
    expect(rows(there)).toEqual(rows(here));
  });

  it('has the same items in its lists, each with the same code and links', () => {
    const items = (text: string) => itemsOf(text).map((item) => keptIn(item));
    expect(items(there)).toEqual(items(here));
  });

  it('names the same code and links in each section', () => {
    const other = (link: string) => (link === chinese ? english : link);
    const sections = (text: string) =>
      sectionsOf(text).map((section) => [...new Set(keptIn(section).map(other))].toSorted());
    expect(sections(there)).toEqual(sections(here));
  });

  it('has as many paragraphs in each section', () => {
    const paragraphs = (text: string) =>
      sectionsOf(text).map((section) => section.trim().split(/\n{2,}/).length);
    expect(paragraphs(there)).toEqual(paragraphs(here));
  });

  it('links the English one, and the other way round', () => {
    expect(linksOf(here)).toContain(chinese);
    expect(linksOf(there)).toContain(english);
  });
});
