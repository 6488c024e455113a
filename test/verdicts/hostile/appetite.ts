import { peakMemoryOf } from '../../../bench/peak-memory.ts';
import { parseStateObject, StateFileError } from '../../../src/sst/state-object.ts';
import { checkpointOf } from '../../../src/sst/checkpoint.ts';
import { mentionsIn, needlesFor } from '../../../src/sst/mentions.ts';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { bomb } from './bomb.ts';

/** Run by a process of its own: what one hostile file, or a home of them, costs in memory. */
const mb = 1024 * 1024;
const inLatest = (value: string) => `{"version":3,"checkpoint":{"latest":{"x":${value}}}}`;

const files: Readonly<Record<string, () => Uint8Array>> = {
  bomb: () => bomb(4),
  'deep lists': () => Buffer.from(inLatest('['.repeat(4 * mb) + ']'.repeat(4 * mb))),
  'unclosed lists': () => Buffer.from('['.repeat(8 * mb)),
  'many objects': () => Buffer.from(inLatest(`[${'{},'.repeat(2.5 * mb)}{}]`)),
  'many numbers': () => Buffer.from(inLatest(`[${'1,'.repeat(4 * mb)}1]`)),
  'many texts': () => Buffer.from(inLatest(`[${'"acme-pr-1",'.repeat(mb)}1]`)),
  'nested texts': () => {
    let text = 'acme-pr-1 '.repeat(mb / 10);
    for (let nesting = 0; nesting < 4; nesting++)
      text = JSON.stringify(`[${JSON.stringify(text)}]`);
    return Buffer.from(inLatest(text));
  },
};

async function scenario(name: string): Promise<() => Promise<string> | string> {
  if (name === 'home of bombs') {
    const account = anAccount();
    const home = account.home();
    const base64 = bomb(1).toString('base64');
    for (let stage = 0; stage < 12; stage++) {
      const at = account.ago({ days: 3 });
      home.bucket.objects?.push({ key: `app/acme/pr-${stage}.json`, at, base64 });
    }
    return async () => `${(await looking(account)).inventory.gaps.length} gaps`;
  }
  const file = files[name]?.();
  if (!file) throw new Error(`There is no scenario ${name}.`);
  return () => {
    try {
      const value = parseStateObject(file);
      checkpointOf(value);
      mentionsIn(value, needlesFor([{ key: 'a', identifiers: ['acme-pr-1'] }]));
      return 'read';
    } catch (error) {
      if (error instanceof StateFileError) return error.message;
      throw error;
    }
  };
}

// Where it is no Linux, the other figure may hide some: a child begins with its parent's.
const peakMb = () => (peakMemoryOf('self') ?? process.resourceUsage().maxRSS * 1024) / 1024 ** 2;
const [name = ''] = process.argv.slice(2);
const work = await scenario(name);
const [before, started] = [peakMb(), Date.now()];
const outcome = await work();
console.log(
  JSON.stringify({ outcome, grownMb: Math.round(peakMb() - before), ms: Date.now() - started }),
);
