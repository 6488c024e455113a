import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { Kind } from '../../../src/model/kind.ts';
import { mentionsIn, needlesFor } from '../../../src/sst/mentions.ts';
import { fitName, isSstShaped, mayBeCut, pairsByPrefix, readName } from '../../../src/sst/names.ts';

const pairs = pairsByPrefix([
  { app: 'acme', stage: 'dev' },
  { app: 'Acme', stage: 'Prod' },
]);

function fits(kind: Kind, name: string): readonly string[] {
  const rules = kinds.find(({ facts }) => facts.kind === kind)?.facts;
  if (!rules) throw new Error(`${kind} is missing`);
  return fitName({ kind, name }, rules, pairs).map(({ pair }) => `${pair.app}/${pair.stage}`);
}

const request = 'WebCloudfrontFunctionRequest';

describe('a name of SST’s shape', () => {
  it.each([
    ['with a tail', `acme-dev-${request}-frontend`, ['acme/dev']],
    ['not with a tail that begins with an a', `acme-dev-${request}-aacdefhk`, []],
    ['not with a tail of other letters', `acme-dev-${request}-gijlpqyg`, []],
    ['not without a tail, where that generation gives none', `acme-dev-${request}`, []],
    ['not with another case of app or stage', `Acme-Dev-${request}-frontend`, []],
    ['not with another logical name', 'acme-dev-WebHeaders-frontend', []],
    ['not with the logical name of another kind', 'acme-dev-WebEdgeFn-frontend', []],
    ['not with nothing but the suffix', 'acme-dev-CloudfrontFunctionRequest-frontend', []],
  ])('%s', (_, name, expected) => {
    expect(fits('cloudfront-function', name)).toEqual(expected);
  });

  it('loses the case of app and stage where the kind does', () => {
    expect(fits('s3-bucket', 'acme-prod-webassetsbucket-frontend')).toEqual(['Acme/Prod']);
  });

  it('is whole where even a lost app would have left it longer', () => {
    const rules = { nameLimit: 64, lowerCaseNames: false };
    expect(
      [61, 62].map((length) => mayBeCut('cloudfront-function', 'x'.repeat(length), rules)),
    ).toEqual([false, true]);
  });

  it('is a sign by itself with a tail, and with a logical name that nobody else gives', () => {
    const kind = 'cloudfront-function';
    expect(isSstShaped(kind, `gone-dev-${request}-frontend`)).toBe(true);
    expect(isSstShaped(kind, 'gone-dev-SiteFunction-frontend')).toBe(false);
    expect(isSstShaped(kind, 'gone-dev-WebCloudfrontFunction')).toBe(false);
    expect(readName(kind, 'gone-dev-WebCloudfrontFunction')).toHaveLength(1);
  });
});

describe('a claim', () => {
  const needles = needlesFor([{ key: 'web', identifiers: ['acme-web'] }]);
  const claims = (value: unknown) => mentionsIn(value, needles).size > 0;

  it('is a whole word: neither a hyphen nor an underscore ends one', () => {
    expect(['acme-web', 'x acme-web.', 'acme-web:3'].map(claims)).toEqual([true, true, true]);
    expect(['acme-web-2', 'acme-web_2', 'x-acme-web', 'x_acme-web'].map(claims)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is found in JSON within a string, whatever that escapes', () => {
    expect(claims(String.raw`{"name":"\u0061cme-web"}`)).toBe(true);
  });
});
