import { join } from 'node:path';
import { describe, inject } from 'vitest';

/** Describes a suite that needs the Python tools; without them it is skipped, and the set-up says so. */
export function describeWithPython(title: string, suite: () => void): void {
  describe.skipIf(inject('pythonTools') === null)(title, suite);
}

/** The path of `aws`, `moto_server` or `ministack`. */
export function pythonTool(name: string): string {
  const folder = inject('pythonTools');
  if (folder === null) throw new Error(`There is no Python, and so no ${name}.`);
  return join(folder, name);
}

/** Any keys do; none of this machine's settings may matter. */
export const anyKeys: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
};
