import { execFile } from 'node:child_process';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accountId } from '../../test/account/account.ts';
import { app, region, removedStage } from './account.ts';
import type { Contestant } from './contestants.ts';
import { lastLineOf } from './custodian.ts';

const run = promisify(execFile);
const version = '2.16.0-1+b7';

/** Its filters keep what they match; inverted, they keep everything else. */
const only = (filter: Readonly<Record<string, string>>) => ({ ...filter, invert: 'true' });
const byTags = (prefix: string) => [
  only({ property: `${prefix}sst:app`, value: app }),
  only({ property: `${prefix}sst:stage`, value: removedStage }),
];

/** All kinds of ours that it knows, and what hangs on a role, without which it deletes none. */
const filters = (distribution: string) => ({
  // Of these it reads neither tags nor names.
  CloudFrontDistribution: [only({ value: distribution })],
  CloudFrontDistributionDeployment: [only({ value: distribution })],
  CloudWatchLogsLogGroup: [only({ type: 'glob', value: `/aws/lambda/${app}-${removedStage}-*` })],
  IAMRole: byTags('tag:'),
  IAMRolePolicy: byTags('tag:role:'),
  IAMRolePolicyAttachment: [
    only({ property: 'RoleName', type: 'glob', value: `${app}-${removedStage}-*` }),
  ],
  LambdaFunction: byTags('tag:'),
  S3Bucket: byTags('tag:'),
});

/**
 * The SDK names buckets by host, which no address of this machine has; so it asks AWS's own names in
 * plain HTTP, with the simulated account as its proxy. The last service is the one of its own session.
 */
const services = ['sts', 'iam', 's3', 'lambda', 'cloudfront', 'cloudwatchlogs', ''];
const endpoints = services.map((service) => ({
  service,
  url: `http://${service || 'sts'}.${region}.amazonaws.com`,
}));

/** aws-nuke as Debian packages it: 2.16.0, before it was forked into version 3. */
export async function awsNuke(say: (text: string) => void): Promise<Contestant | string> {
  const name = 'aws-nuke';
  const program = await downloaded(say);
  if (typeof program === 'object') return `${name} ${version}: ${program.missing}`;
  return {
    name,
    version,
    async prepare({ task, url, folder, distribution }) {
      const config = join(folder, 'nuke.yaml');
      const kept = filters(distribution);
      // JSON is YAML.
      await writeFile(
        config,
        JSON.stringify({
          regions: [region],
          'account-blocklist': ['999999999999'],
          endpoints: [{ region, services: endpoints }],
          'resource-types': { targets: Object.keys(kept) },
          accounts: { [accountId]: { filters: kept } },
        }),
      );
      const keys = ['--access-key-id', 'BENCH', '--secret-access-key', 'bench'];
      // Three seconds are the least that it waits before it begins.
      const options = ['--force', '--force-sleep', '3', '--quiet'];
      return {
        words: [
          program,
          '--config',
          config,
          ...keys,
          ...options,
          ...(task === 'sweep' ? ['--no-dry-run'] : []),
        ],
        environment: { HTTP_PROXY: url },
      };
    },
    // us-east-1 - S3Bucket - s3://acme-pr-7-... - [Name: "acme-pr-7-..."] - would remove
    found: async (_place, output) =>
      output
        .split('\n')
        .map((line) => line.split(' - '))
        .filter(([, kind = '', , ...rest]) => rest.at(-1) === 'would remove' && kind in kinds)
        .map(([, , id = '']) => id.replace('s3://', '')),
  };
}

/** Lines about others are steps of the deletion of these. */
const kinds = {
  CloudFrontDistribution: true,
  CloudWatchLogsLogGroup: true,
  IAMRole: true,
  LambdaFunction: true,
  S3Bucket: true,
};

async function downloaded(
  say: (text: string) => void,
): Promise<string | { readonly missing: string }> {
  const folder = fileURLToPath(new URL(`../../.venv/aws-nuke@${version}`, import.meta.url));
  const program = join(folder, 'usr/bin/aws-nuke');
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  say(`Downloading aws-nuke ${version} into .venv ...\n`);
  try {
    await mkdir(folder, { recursive: true });
    await run('apt-get', ['download', `aws-nuke=${version}`], { cwd: folder });
    const [archive = ''] = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
    await run('dpkg-deb', ['-x', archive, '.'], { cwd: folder });
    return program;
  } catch (error) {
    return { missing: lastLineOf(error) };
  }
}
