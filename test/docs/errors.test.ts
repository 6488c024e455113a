import { expect, it } from 'vitest';
import type { AccountBuilder } from '../account/account.ts';
import { demoAccount } from '../account/demo.ts';
import { allRefusals, outputOf } from '../doctor/every-refusal.ts';
import { sayings } from '../doctor/said.ts';
import { doctored, sceneOf } from '../doctor/scenes.ts';

type Told = Awaited<ReturnType<typeof doctored>>['json']['errors'][number];

/** What stands in the answers to one error on the two accounts. */
interface Row {
  readonly code: string;
  readonly of: string;
  readonly answers: readonly string[];
}

const accounts: readonly (() => AccountBuilder)[] = [demoAccount, () => sceneOf().account];

/** The likeliest cause and the first thing to do; without a cause what is ruled out, and where to look. */
function answerOf({ error, causes, ruledOut, next }: Told): string {
  const [cause] = causes;
  const first = cause?.do[0];
  const told = cause
    ? [cause.title, first?.type === 'command' ? `\`${first.text}\`` : (first?.text ?? cause.after)]
    : [ruledOut.length > 0 ? `Ruled out: ${ruledOut[0]?.reason}.` : '', next[0] ?? ''];
  return told
    .filter((text) => text)
    .join(' ')
    .replaceAll(/(?:docs-dev-)?Thing\d+/g, 'it')
    .replaceAll(error.code, '(the code)')
    .replaceAll(/ --(?:yes|demo|account 123456789012)(?= |`|"|$)/g, '');
}

/** Codes with the same answers stand in one row. */
function table(rows: readonly Row[], head: string): string {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const likeness = JSON.stringify([row.of, row.answers]);
    groups.set(likeness, [...(groups.get(likeness) ?? []), row]);
  }
  const lines = [...groups.values()].map((group) => {
    const codes = [...new Set(group.map(({ code }) => `\`${code}\``))].toSorted();
    const [first] = group;
    return [codes.join(', '), first?.of ?? '', ...(first?.answers ?? [])];
  });
  const all = [
    ['code', head, 'the demo account', 'an account with one stage'],
    ['---', '---', '---', '---'],
  ];
  return [...all, ...lines].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');
}

function inCell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
}

async function refusalRows(): Promise<readonly Row[]> {
  const each = allRefusals();
  const told = await Promise.all(
    accounts.map(async (account) => (await doctored(account(), outputOf(each))).json.errors),
  );
  return each.flatMap(({ service, code }, index) => {
    const answers = told.map((errors) =>
      errors.find(({ error }) => error.component === `Thing${index}`),
    );
    return answers.every((answer) => answer !== undefined)
      ? [{ code, of: service, answers: answers.map(answerOf) }]
      : [];
  });
}

async function sayingRows(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [code, text] of sayings) {
    const answers: string[] = [];
    for (const account of accounts) {
      const { json } = await doctored(
        account(),
        `➜  App:        docs\n   Stage:      dev\n\n${text}\n`,
      );
      answers.push(json.errors.map(answerOf).join(' '));
    }
    rows.push({ code, of: text, answers });
  }
  return rows;
}

const page = (refusals: string, said: string) => `# Errors

What \`sst-sweep doctor\` answers: the likeliest cause, and the first thing to do. Each error was given to it for the stage docs/dev of the demo account, and of an account in which nothing is wrong with that stage. Where AWS's message says more than the code, the second table counts.

This page is written by a test (\`npm run docs\`). The codes come from the models of the AWS SDK, for every call with which SST's components make, change and delete.

## Codes

${refusals}

## Sentences

What is said without a code of its own, or says more than its code: of AWS, of CloudFormation, and SST's and Pulumi's own.

${said}
`;

it('docs/errors.md says what the doctor says of every code and sentence', async () => {
  const refusals = table(await refusalRows(), 'service');
  const said = table(await sayingRows(), 'what is said');
  await expect(page(refusals, said)).toMatchFileSnapshot('../../docs/errors.md');
}, 240_000);
