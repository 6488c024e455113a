import { describe, expect, it } from 'vitest';

import { childrenOf, element, parseXml, textOf, xmlDocument } from '../src/xml.ts';

describe('rendering', () => {
  it('repeats an element for a list, and leaves out what is undefined', () => {
    const xml = element('A', { B: ['x', 'y'], C: { D: 1, E: true }, F: undefined, G: '', H: [] });
    expect(xml).toBe('<A><B>x</B><B>y</B><C><D>1</D><E>true</E></C><G></G></A>');
  });

  it('escapes text, control characters as references', () => {
    expect(element('K', '<&">\u0001\r\n')).toBe('<K>&lt;&amp;&quot;&gt;&#1;&#13;\n</K>');
  });

  it('begins a document with the declaration', () => {
    expect(xmlDocument('R', '', { xmlns: 'urn:x' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<R xmlns="urn:x"></R>',
    );
  });
});

describe('parsing', () => {
  it('keeps text as it is: blanks, numbers, entities that look like others', () => {
    const document = parseXml(
      '<D xmlns="urn:x"><Key> 0012 &amp;lt; &#x0D;&#65; </Key>\n<Key>b</Key></D>',
    );
    expect(document).toEqual({ D: { Key: [' 0012 &lt; \rA ', 'b'] } });
  });

  it('gives back what was rendered', () => {
    const keys = ['a<b', '&amp;', ' "x" ', 'line\nend\r'];
    const document = parseXml(xmlDocument('D', element('Key', keys)));
    expect(childrenOf(childrenOf(document, 'D')[0], 'Key')).toEqual(keys);
  });

  it('tells an empty element from a missing one', () => {
    const document = parseXml('<D><A/><B></B></D>');
    const root = childrenOf(document, 'D')[0];
    expect([textOf(root, 'A'), textOf(root, 'B'), textOf(root, 'C')]).toEqual(['', '', undefined]);
  });

  it('refuses what is not well-formed, and characters that XML 1.0 forbids', () => {
    for (const text of [
      '',
      '<a><b></a>',
      'text',
      '<a>\u0001</a>',
      '<a>&#1;</a>',
      '<a>&#x1f;</a>',
    ]) {
      expect(parseXml(text)).toBeNull();
    }
  });
});
