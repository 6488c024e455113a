import { describe, expect, it } from 'vitest';
import { indexLine, objectFile, versionsIn } from '../../src/archive/index-lines.ts';
import { names, renamed } from '../../src/restore/renames.ts';

describe('a new id', () => {
  const renames = new Map([
    ['E1OLD', 'E9NEW'],
    ['arn:aws:lambda:us-east-1:1:function:fn:1', 'arn:aws:lambda:us-east-1:1:function:fn:7'],
    ['arn:aws:lambda:us-east-1:1:function:fn:12', 'arn:aws:lambda:us-east-1:1:function:fn:8'],
  ]);

  it.each([
    ['<Id>E1OLD</Id>', '<Id>E9NEW</Id>'],
    ['arn:aws:cloudfront::1:distribution/E1OLD', 'arn:aws:cloudfront::1:distribution/E9NEW'],
    ['Origin Access Identity E1OLD"', 'Origin Access Identity E9NEW"'],
    ['XE1OLD E1OLDX my-E1OLD E1OLD_2', 'XE1OLD E1OLDX my-E1OLD E1OLD_2'],
    ['arn:aws:lambda:us-east-1:1:function:fn:12', 'arn:aws:lambda:us-east-1:1:function:fn:8'],
    ['arn:aws:lambda:us-east-1:1:function:fn:1', 'arn:aws:lambda:us-east-1:1:function:fn:7'],
    ['arn:aws:lambda:us-east-1:1:function:fn:13', 'arn:aws:lambda:us-east-1:1:function:fn:13'],
  ])('stands where %s named the old one as a word, and nowhere else', (text, expected) => {
    expect(renamed(text, renames)).toBe(expected);
    expect([...renames.keys()].some((old) => names(text, old))).toBe(text !== expected);
  });
});

describe('the index of an archive', () => {
  const version = (key: string, versionId: string, at: string) => ({
    key,
    versionId,
    at,
    sizeBytes: 1,
    storageClass: null,
    deleteMarker: false,
    etag: undefined,
  });
  const older = version('a', 'v1', '2026-11-01T00:00:00Z');
  const newer = version('a', 'v2', '2026-11-02T00:00:00Z');

  it('is read oldest first, each version once, although a line was cut off', () => {
    const text = `${indexLine(newer, null)}${indexLine(older, null)}{"key":"a","versio\n${indexLine(newer, {})}`;
    expect(versionsIn(text).map(({ versionId }) => versionId)).toEqual(['v1', 'v2']);
  });

  it('has another file for every version, whatever the letters', () => {
    const files = [older, newer, version('A', 'v1', older.at), version('a,v1', '', older.at)];
    expect(new Set(files.map(objectFile)).size).toBe(files.length);
    expect(objectFile({ key: '../../x', versionId: undefined })).toMatch(
      /^objects\/[0-9a-f]{2}\/[0-9a-f]{64}$/,
    );
  });
});
