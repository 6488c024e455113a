import { writeFileSync } from 'node:fs';
import { renderAccountSchema } from 'simulated-aws';
import { demoAccount } from './demo.ts';

/** `npm run fixtures`: writes the accounts that ship with the package, and their JSON Schema. */
write('accounts/demo.json', `${JSON.stringify(demoAccount().data, null, 2)}\n`);
write('account.schema.json', renderAccountSchema());

function write(file: string, text: string): void {
  writeFileSync(new URL(`../../fixtures/${file}`, import.meta.url), text);
}
