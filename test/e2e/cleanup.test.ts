import { describe, expect, it } from 'vitest';
import { createSimulatedAws, virtualClock } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { run, type Person } from './in-process.ts';

const answering = 'E6F6E667272637';
const withData = 'acme-pr-101-uploadsbucket-vsmsfavt';
const esc = '\u001b';
const end = '\u001b[F';

/** The cleanup of the demo account, answered from this list, in order; what was asked is kept. */
async function cleanup(answers: readonly string[], words: readonly string[] = []) {
  const { data } = demoAccount();
  const aws = createSimulatedAws(data, { clock: virtualClock({ start: new Date(data.now) }) });
  const left = [...answers];
  const asked: string[] = [];
  const person: Person = (question) => {
    asked.push(question.split(' ').slice(0, 3).join(' '));
    return left.shift() ?? null;
  };
  const result = await run(aws, [...words, '--demo'], { person });
  const writes = aws.requests.filter(({ writes: isWrite }) => isWrite);
  return { ...result, asked, writes, left };
}

const list = 'Choose what to';

describe('the cleanup by keys alone', () => {
  it('goes back to the list after a no, and deletes nothing', async () => {
    const { code, asked, writes, stderr } = await cleanup(['', 'n', 'q']);
    expect(asked).toEqual([list, 'Delete 15 resources', list]);
    expect(stderr).toContain('Nothing was deleted so far.');
    expect(code).toBe(0);
    expect(writes).toEqual([]);
  });

  it('goes back with Esc from each question to the one before, and from the first one out', async () => {
    const tickData = `/uploads\n${end} `;
    const { code, asked, writes } = await cleanup([tickData, '', esc, esc, esc]);
    expect(asked).toEqual([list, 'What about its', 'Delete 15 resources', 'What about its', list]);
    expect(code).toBe(0);
    expect(writes).toEqual([]);
  });

  it('tells in the end what a no to lost data kept back', async () => {
    const tickData = `/uploads\n${end} `;
    const { stdout, writes } = await cleanup([tickData, '', 'y']);
    expect(writes.length).toBeGreaterThan(10);
    expect(writes.filter(({ target }) => target?.includes(withData))).toEqual([]);
    expect(stdout).toContain(withData);
  });

  it('deletes data only below the account’s number', async () => {
    const tickData = `/uploads\n${end} `;
    const yes = '\u001b[B\u001b[B';
    const { asked, writes } = await cleanup([tickData, yes, '123456789012']);
    expect(asked).toEqual([list, 'What about its', 'Type the account']);
    expect(writes.some(({ target }) => target?.includes(withData))).toBe(true);
  });

  it('ends with Ctrl-C at any question, with nothing written', async () => {
    for (const before of [[], ['']]) {
      const { code, writes } = await cleanup(before);
      expect(code).toBe(130);
      expect(writes).toEqual([]);
    }
  });
});

describe('an id that still answers', () => {
  it('goes only where it is typed once more, below what it answered', async () => {
    const words = ['sweep', answering];
    const kept = await cleanup([''], words);
    expect(kept.stderr).toContain('It answered 48,211 requests since');
    expect(kept.asked).toEqual([`Type ${answering} once`]);
    expect(kept.writes).toEqual([]);
    const meant = await cleanup([answering, 'y'], words);
    expect(meant.asked).toEqual([`Type ${answering} once`, 'Delete 1 resource']);
    expect(meant.writes.map(({ target }) => target)).toContain(answering);
  });
});
