import { expect, it } from 'vitest';
import { isProductionName } from '../../src/model/production-name.ts';

it.each([
  'prod',
  'prd',
  'production',
  'Production',
  'PROD',
  'main',
  'master',
  'live',
  'www',
  'release',
  'staging',
  'stg',
  'preprod',
  'preproduction',
])('%s is called production', (stage) => {
  expect(isProductionName(stage)).toBe(true);
});

it.each([
  'prod-eu',
  'eu-prod',
  'production-us',
  'live-de',
  'acme-prod',
  'Production_US',
  'pre-prod',
  'prod2',
  'prod-2',
  '2prod',
  'us1prod',
  'prodEU',
  'acmeProd',
  'release-12',
  'customer.live',
  'prodeu',
  'euprod',
  'acmeprod',
  'webprod',
  'apiprod',
  'prodv2',
  'liveeu',
  'eulive',
  'produktion',
  'producao',
])('%s is called production by one of its words', (stage) => {
  expect(isProductionName(stage)).toBe(true);
});

it.each([
  'product-page',
  'producer',
  'alive',
  'livestream',
  'mainland',
  'products',
  'pr-1',
  'pr',
  'maintenance',
  'delivery',
  'reproduce',
  'domain',
  'deliver',
  'olive',
  'stage',
  'TEST',
  'Demo',
  'stage-1',
  'dev',
  'preview',
  'released',
  'masterclass',
  'remain',
  '',
  '12',
  'customer-a',
])('%s is not called production', (stage) => {
  expect(isProductionName(stage)).toBe(false);
});

it.each([
  ['a Cyrillic o', 'pr\u043Eduction'],
  ['a Cyrillic R and O', '\u0420R\u041ED-eu'],
  ['a Greek o', 'pr\u03BFd'],
  ['an Armenian u', 'prod\u057Dction'],
  ['an i without its dot', 'l\u0131ve'],
  ['letters of full width', '\uFF50\uFF52\uFF4F\uFF44'],
  ['an accent', 'pro\u0301d'],
  ['a soft hyphen', 'pro\u00ADd'],
  ['a space without width', 'li\u200Bve'],
  ['mathematical letters', '\u{1D429}\u{1D42B}\u{1D428}\u{1D41D}'],
])('what looks like production with %s is called production', (_with, stage) => {
  expect(isProductionName(stage)).toBe(true);
});
