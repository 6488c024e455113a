import type { TestProject } from 'vitest/node';
import { installPythonTools } from './python-tools.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `aws`, `moto_server` and `ministack` are; null where this machine has no Python. */
    readonly pythonTools: string | null;
  }
}

const notice = `
${'*'.repeat(78)}
*  SKIPPED: the suites against moto, ministack and the AWS CLI.              *
*                                                                            *
*  They need Python 3.10 or later with venv and pip, and this machine has     *
*  none (on Debian: apt-get install python3-venv). NOTHING of what they show  *
*  was tested here.                                                           *
${'*'.repeat(78)}
`;

export async function setup(project: TestProject): Promise<void> {
  const say = (text: string) => void process.stderr.write(text);
  const tools = await installPythonTools(say);
  if (tools === null) say(notice);
  project.provide('pythonTools', tools);
}
