import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Adds up what the test runs wrote, for one closing line.
const folder = process.argv[2] ?? '.';
const total = { passed: 0, failed: 0, skipped: 0 };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.results.json'))) {
  const results = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  total.passed += results.numPassedTests;
  total.failed += results.numFailedTests;
  total.skipped += results.numPendingTests;
}
if (total.passed === 0) throw new Error('no test ran');
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
