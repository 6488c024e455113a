import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulatedAws } from 'simulated-aws';
import { expect, it } from 'vitest';
import { sceneOf } from '../doctor/scenes.ts';
import { run } from '../e2e/in-process.ts';
import { asItIsJudged } from './accounts.ts';
import { problemsWith } from './check.ts';
import { printedIn } from './printed.ts';

const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-hostile-'));
const mark = join(folder, 'ran');

/** What a shell, a query or a terminal would take for more than a word. */
const words: readonly string[] = [
  `$(touch ${mark})`,
  `\`touch ${mark}\``,
  `'; touch ${mark}; '`,
  `"; touch ${mark}; "`,
  `x|touch ${mark}`,
  '--stage=production',
  '-rf',
  `x','Y=='`,
  '\u001B[2Jx',
  '\u202Eexe',
];

/** Every place of an output from which a name comes into a printed command. */
function outputsWith(word: string): readonly string[] {
  const refused = (what: string, call: string, code: string) =>
    `${what} (${word}): operation error ${call}, https response error StatusCode: 400, RequestID: 1, ${code}: ${word}`;
  return [
    `➜  App:        ${word}\n   Stage:      ${word}\n\n~  Remove\n\n✕  Interrupted`,
    `$ sst remove --stage ${word}\nFunctionAlreadyExists: x`,
    `Updating (${word}):\nthe stack has 3 resources with pending operations`,
    `error: deleting urn:pulumi:${word}::docs::sst:aws:X$aws:lb/targetGroup:TargetGroup::${word}: ResourceInUse: ${word} is in use status code: 400, request id: 1`,
    refused('creating CloudFront Function', 'CloudFront: CreateFunction', 'FunctionAlreadyExists'),
    refused('deleting ECS Cluster', 'ECS: DeleteCluster', 'ClusterContainsTasksException'),
    refused(
      'deleting DB Subnet Group',
      'RDS: DeleteDBSubnetGroup',
      'InvalidDBSubnetGroupStateFault',
    ),
    refused(
      'deleting Namespace',
      'ServiceDiscovery: DeleteNamespace',
      'ResourceInUse: associated services',
    ),
    `Provider with url https://a.example/${word} already exists`,
    `Email identity a.example${word} already exist.`,
    `The stack named ${word} failed to deploy: DELETE_FAILED`,
    `CNAMEAlreadyExists ${word}.example.com`,
    `Table already exists: ${word}`,
    `The bucket policy already exists on bucket ${word}.`,
  ];
}

it('no word of an output acts in a command that is printed about it', async () => {
  const { account } = sceneOf();
  const place = await asItIsJudged('hostile words', account.data);
  const texts = words.flatMap(outputsWith);
  const answers: string[] = [];
  for (const stdin of texts) {
    const { code, stdout } = await run(createSimulatedAws(account.data), ['doctor', '--demo'], {
      stdin,
      stateDir: folder,
    });
    expect(code, stdin).toBe(0);
    answers.push(stdout);
  }
  expect(answers.filter((text) => /[\u001B\u202E]/.test(text))).toEqual([]);
  const printed = answers.flatMap((text) => printedIn(text));
  expect(printed.length).toBeGreaterThan(texts.length / 2);
  const given = [['--demo', null]] as const;
  expect(await problemsWith(printed, { ...place, stateDir: folder, given })).toEqual([]);
  expect(existsSync(mark)).toBe(false);
}, 300_000);
