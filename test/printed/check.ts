import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountData, createSimulatedAws } from 'simulated-aws';
import { run, whoMeansIt } from '../e2e/in-process.ts';
import { wrongWith } from './known-commands.ts';
import type { Printed } from './printed.ts';
import { callsOf, type Call } from './shell.ts';
import { nativeIdOf, thingsIn, touchedBetween } from './things.ts';

/** Where a command was printed: the account and the machine as they stood then. */
export interface PrintedPlace {
  readonly name: string;
  readonly data: AccountData;
  readonly stateDir: string;
  /** Flags that the person gave, as `[name, value]`: what is printed must mean the same. */
  readonly given: readonly (readonly [string, string | null])[];
  /** Ids and names of what nothing that is printed may touch. */
  isAlive(id: string): boolean;
}

export interface Problem {
  readonly place: string;
  readonly text: string;
  readonly where: string;
  readonly wrong: string;
}

/** Exit codes of a command that did what it says: done, with gaps, or with something parked. */
const wellEnded: ReadonlySet<number> = new Set([0, 3, 5]);

/** Runs each command as it was printed, on a copy of the account; says what is wrong with which. */
export async function problemsWith(
  printed: readonly Printed[],
  place: PrintedPlace,
): Promise<readonly Problem[]> {
  const distinct = [...new Map(printed.map((each) => [each.text, each])).values()];
  const calls = bashed(distinct);
  const problems: Problem[] = [];
  const ran = new Set<string>();
  for (const [index, each] of distinct.entries()) {
    const wrong = await wrongIn(calls[index] ?? null, place, ran);
    if (wrong !== null) problems.push({ place: place.name, ...each, wrong });
  }
  return problems;
}

/** Null for a line that bash does not take. */
function bashed(printed: readonly Printed[]): readonly (readonly Call[] | null)[] {
  try {
    return callsOf(printed.map(({ text }) => text));
  } catch {
    return printed.map(({ text }) => {
      try {
        return callsOf([text])[0] ?? [];
      } catch {
        return null;
      }
    });
  }
}

async function wrongIn(
  calls: readonly Call[] | null,
  place: PrintedPlace,
  ran: Set<string>,
): Promise<string | null> {
  if (calls === null) return 'bash does not take it';
  if (calls.length === 0) return 'it starts nothing';
  for (const call of calls) {
    const wrong =
      call.program === 'sst-sweep'
        ? await wrongWithOurs(call, place, ran)
        : wrongWith(call, place.data);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** Runs it where somebody is at the terminal, unless it says `--yes`; that one types ids once more. */
async function wrongWithOurs(
  { words }: Call,
  place: PrintedPlace,
  ran: Set<string>,
): Promise<string | null> {
  const lost = place.given.filter(
    ([name, value]) =>
      takes(words, name) &&
      !words.some((word, at) => word === name && (value === null || words[at + 1] === value)),
  );
  if (lost.length > 0) return `it lost ${lost.map(([name]) => name).join(' and ')}`;
  // What only reads is run once in each form; of another id it says the same.
  const form = formOf(words, place.data);
  if (form !== null && ran.has(form)) return null;
  if (form !== null) ran.add(form);
  const aws = createSimulatedAws(structuredClone(place.data));
  const stateDir = mkdtempSync(join(tmpdir(), 'sst-sweep-printed-'));
  cpSync(place.stateDir, stateDir, { recursive: true });
  const attended = !words.includes('--yes') && words[0] !== 'doctor' && !words.includes('--json');
  const { code, stdout, stderr } = await run(aws, words, {
    stateDir,
    signal: AbortSignal.timeout(60_000),
    ...(attended ? { person: whoMeansIt } : { stdin: 'CNAMEAlreadyExists' }),
  });
  // The cleanup in a terminal comes to its list, which is left.
  const isLeft = code === 130 && stderr.includes('Choose what to delete');
  if (!wellEnded.has(code) && !isLeft)
    return `it ends with ${code}: ${tailOf(`${stdout}${stderr}`)}`;
  const after = aws.snapshot();
  const touched = touchedBetween(place.data, after);
  const alive = touched.filter((id) => place.isAlive(id));
  if (alive.length > 0) return `it takes what is alive: ${alive.join(', ')}`;
  if (words[0] !== 'sweep') return touched.length > 0 ? 'it changes something' : null;
  return undone(words, { before: place.data, after, said: stdout });
}

/** Its command and flags, where it only reads and its ids are there; null: it is run in any case. */
function formOf(words: readonly string[], data: AccountData): string | null {
  const [command = ''] = words;
  if (!['explain', 'scan', 'plan', 'stages', 'runs'].includes(command)) return null;
  const things = thingsIn(data);
  const isThere = (word: string) => things.has(nativeIdOf(word));
  return words.map((word) => (isThere(word) ? '<id>' : word)).join(' ');
}

/** A flag of the person's that this command of ours has; filters say nothing beside an id. */
function takes(words: readonly string[], flag: string): boolean {
  if (words.includes('--help')) return false;
  const [command = ''] = words;
  if (['runs', 'iam-policy'].includes(command)) return flag === '--demo' && command === 'runs';
  if (['resume', 'restore'].includes(command)) return flag !== '--region';
  return true;
}

/** Ids that the sweep named, and that are as they were although nothing is parked. */
function undone(
  words: readonly string[],
  account: { readonly before: AccountData; readonly after: AccountData; readonly said: string },
): string | null {
  const before = thingsIn(account.before);
  const after = thingsIn(account.after);
  const named = words.slice(1).map(nativeIdOf);
  const left = named.filter((id) => before.has(id) && after.get(id) === before.get(id));
  const waits = /Parked|"parked"/.test(account.said);
  return left.length > 0 && !waits ? `it leaves ${left.join(', ')} as it was` : null;
}

function tailOf(text: string): string {
  return text.trim().split('\n').slice(-3).join(' / ');
}
