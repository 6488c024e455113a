import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeWithPython, pythonTool } from './programs.ts';

const run = promisify(execFile);

describeWithPython('cfn-lint', () => {
  it.each(['template.yaml', 'account-role.yaml'])(
    'has nothing to say of deploy/aws/%s, nor of its state machine',
    async (name) => {
      const { stdout } = await run(pythonTool('cfn-lint'), [`deploy/aws/${name}`]);
      expect(stdout).toBe('');
    },
  );
});
