import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AccountData, createSimulatedAws, type SimulatedAws } from 'simulated-aws';

const folder = fileURLToPath(new URL('../../fixtures/reports/', import.meta.url));

/** The account of a report, at work. */
export function reported(report: string, file = 'account.json'): SimulatedAws {
  return createSimulatedAws(JSON.parse(reportInput(report, file)) as AccountData);
}

export function reportInput(report: string, file: string): string {
  return readFileSync(`${folder}${report}/${file}`, 'utf8');
}

/** Every input, by its path below `fixtures/reports`. */
export function reportInputs(): readonly (readonly [string, string])[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${folder}${name}`).map((file) => [name, file] as const))
    .filter(([, file]) => /^(?:input|quoted)-/.test(file) || file === 'input.txt')
    .map(([report, file]) => [`${report}/${file}`, reportInput(report, file)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
