import { writeFileSync } from 'node:fs';
import { demoAccount } from './demo.ts';

/** `npm run fixtures`: writes the accounts that ship with the package. */
writeFileSync(new URL('../../fixtures/accounts/demo.json', import.meta.url), renderFixture());

function renderFixture(): string {
  return `${JSON.stringify(demoAccount().data, null, 2)}\n`;
}
