import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { type AccountBuilder, anAccount, type HomeBuilder } from '../account/account.ts';
import type { Entry } from '../account/checkpoint.ts';
import { run } from '../e2e/in-process.ts';
import { doctorSchema, type DoctorJson } from '../../src/report/json/schema/doctor.ts';

export const taken = 'docs-dev-DocsCloudfrontFunctionServerCfFunction';
export const path =
  'Docs sst:aws:Nextjs → DocsCloudfrontFunctionServerCfFunction aws:cloudfront:Function';

export function functionEntry(name: string, component = 'Docs'): Entry {
  return {
    type: 'aws:cloudfront/function:Function',
    name: `${component}CloudfrontFunctionServerCfFunction`,
    id: name,
    under: [['sst:aws:Nextjs', component]],
    outputs: { name, arn: `arn:aws:cloudfront::123456789012:function/${name}` },
  };
}

/** Something else of the stage, so that its state is never empty while it lives. */
export function otherEntry(stage: string): Entry {
  return {
    type: 'aws:sqs/queue:Queue',
    name: 'Queue',
    id: `https://sqs.us-east-1.amazonaws.com/123456789012/${stage}`,
    under: [['sst:aws:Queue', 'Queue']],
  };
}

export function aFunction(account: AccountBuilder, name: string, days = 40) {
  const at = account.ago({ days });
  return { functions: [{ name, createdAt: at, modifiedAt: at }] };
}

/** What must still be there afterwards: a function of a living stage, and one that is nobody's. */
export const decoys = [
  'docs-production-DocsCloudfrontFunctionServerCfFunction',
  'docs-dev-rewrite',
];

/** An account with a living stage and the two decoys. */
export function sceneOf(): { account: AccountBuilder; home: HomeBuilder } {
  const account = anAccount();
  const home = account.home('us-east-1');
  const [living = '', foreign = ''] = decoys;
  account.with(aFunction(account, living), aFunction(account, foreign));
  home
    .stage('docs', 'production')
    .deploy(account.ago({ days: 40 }), [functionEntry(living)], { version: '3.7.15' });
  return { account, home };
}

export interface Doctored {
  readonly aws: SimulatedAws;
  readonly json: DoctorJson;
}

/** Asks the doctor about an output, on an account. */
export async function doctored(
  account: AccountBuilder | SimulatedAws,
  output: string,
  more: { readonly cwd?: string; readonly argv?: readonly string[] } = {},
): Promise<Doctored> {
  const aws = 'data' in account ? createSimulatedAws(account.data) : account;
  const { code, stdout, stderr } = await run(
    aws,
    ['doctor', '--demo', '--json', ...(more.argv ?? [])],
    { stdin: output, ...(more.cwd !== undefined && { cwd: more.cwd }) },
  );
  if (code !== 0) throw new Error(`doctor ended with ${code}: ${stdout}${stderr}`);
  return { aws, json: doctorSchema.parse(JSON.parse(stdout)) };
}

/** The commands of the likeliest cause of the first error. */
export function commandsOf({ json }: Doctored): string[] {
  return (json.errors[0]?.causes[0]?.do ?? []).flatMap(({ type, text }) =>
    type === 'command' ? [text] : [],
  );
}

export function causesOf({ json }: Doctored): string[] {
  return (json.errors[0]?.causes ?? []).map(({ code }) => code);
}

export function functionNames(aws: SimulatedAws): string[] {
  return (aws.snapshot().cloudfront?.functions ?? []).map(({ name }) => name);
}
