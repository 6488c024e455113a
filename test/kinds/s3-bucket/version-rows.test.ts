import { describe, expect, it } from 'vitest';

import { versionRows } from '../../../src/kinds/s3-bucket/version-rows.ts';

const version =
  '<Version><Key>a%20b&amp;c</Key><VersionId>v1</VersionId><LastModified>2026-11-01T10:00:00.000Z</LastModified><Size>12</Size><StorageClass>GLACIER</StorageClass></Version>';
const marker =
  '<DeleteMarker><Key>Version</Key><VersionId>v2</VersionId><LastModified>2026-11-02T10:00:00.000Z</LastModified></DeleteMarker>';
const before = '<?xml version="1.0"?><ListVersionsResult><Name>acme</Name>';
const after = '<EncodingType>url</EncodingType></ListVersionsResult>';

function read(xml: string, pieceLength = xml.length) {
  const rows = versionRows();
  for (let at = 0; at < xml.length; at += pieceLength) rows.take(xml.slice(at, at + pieceLength));
  return { body: rows.end(), rows };
}

describe('the rows of a version list', () => {
  it.each([1, 2, 7, 64, 10_000])('are the same in pieces of %i characters', (pieceLength) => {
    const { body, rows } = read(`${before}${version}${marker}${version}${after}`, pieceLength);
    expect(body).toBe(before + after);
    expect(rows.all('url')).toEqual([
      {
        key: 'a b&c',
        versionId: 'v1',
        at: '2026-11-01T10:00:00.000Z',
        sizeBytes: 12,
        storageClass: 'GLACIER',
        deleteMarker: false,
      },
      {
        key: 'Version',
        versionId: 'v2',
        at: '2026-11-02T10:00:00.000Z',
        sizeBytes: 0,
        storageClass: null,
        deleteMarker: true,
      },
      expect.objectContaining({ key: 'a b&c' }),
    ]);
  });

  it('keep their keys as they came where the list says nothing of an encoding', () => {
    const { rows } = read(`${before}${version}</ListVersionsResult>`);
    expect(rows.all(undefined)[0]?.key).toBe('a%20b&c');
  });

  it('that were cut off stay in the body, which nobody can parse then', () => {
    const { body, rows } = read(`${before}${version}${marker.slice(0, 40)}`, 9);
    expect(rows.all('url')).toHaveLength(1);
    expect(body).toBe(before + marker.slice(0, 40));
  });

  it('without a time have none, and a row without a key is no row', () => {
    const { rows } = read(`${before}<Version><Key>a</Key></Version>${after}`);
    expect(rows.all('url')[0]?.at).toBeNull();
    expect(() => read(`${before}<Version><Size>1</Size></Version>${after}`)).toThrow(
      'A row of the list has no key.',
    );
  });
});
