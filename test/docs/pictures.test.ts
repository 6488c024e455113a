import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { run } from '../e2e/in-process.ts';
import { type Frame, picture } from './picture.ts';

const terminal = { columns: 96, raw: true };

async function doctor(): Promise<Frame> {
  const aws = createSimulatedAws(demoAccount().data);
  const argv = ['doctor', '--demo', '-q', 'FunctionAlreadyExists'];
  const { stdout } = await run(aws, argv, terminal);
  return { command: 'sst-sweep doctor --demo FunctionAlreadyExists', text: stdout };
}

/** The cleanup of one stage: the list on a screen of its own, the plan with its question, the end. */
async function cleanup(): Promise<readonly Frame[]> {
  const aws = createSimulatedAws(demoAccount().data);
  const person = (question: string) => (question.startsWith('Choose') ? '' : 'y');
  const { stdout, stderr } = await run(aws, ['--demo', '--stage', 'pr-101'], {
    ...terminal,
    person,
  });
  const command = 'sst-sweep --demo --stage pr-101';
  const [list, rest] = between(stderr, '\u001B[?1049h', '\u001B[?1049l');
  const [, plan = ''] = rest.split(' resources chosen\n\n');
  const asked = plan.indexOf('? Delete');
  return [
    { command, text: still(list) },
    {
      command,
      text: `${plan.slice(0, asked)}${/^\? Delete.*?\(y\/N\)/.exec(plan.slice(asked))?.[0]}`,
    },
    { command, text: withoutChance(stdout) },
  ];
}

function between(text: string, from: string, to: string): readonly [string, string] {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  return [text.slice(start + from.length, end), text.slice(end)];
}

/** The last drawing of a screen, without what moves the cursor. */
function still(screen: string): string {
  const last = screen.slice(screen.lastIndexOf('\u001B[H') + 3);
  // oxlint-disable-next-line no-control-regex -- escape sequences begin with one
  return last.replaceAll(/\u001B\[\??[\d;]*[A-Za-ln-z]/g, '');
}

/** A sweep's id ends in letters by chance, and its folder is of this test. */
function withoutChance(text: string): string {
  return text
    .replaceAll(/(\d{8}-\d{6})-[0-9a-f]{6}/g, '$1-61df40')
    .replaceAll(/\/\S+\/demo\//g, '~/.local/state/sst-sweep/demo/');
}

describe('the picture of the README', () => {
  it('shows what is printed now: why a deploy fails, the list, the plan, the end', async () => {
    const svg = picture(
      'A terminal: sst-sweep explains a failed deploy, lists what was left behind, plans its deletion, and deletes it.',
      [await doctor(), ...(await cleanup())],
    );
    await expect(svg).toMatchFileSnapshot('../../docs/pictures/cleanup.svg');
  });
});
