import { expect, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { KindModule } from '../../src/kinds/kind-module.ts';

/** One row per kind of the registry, as GitHub's Markdown. */
function kindsTable(): string {
  const rows = kinds.map((module: KindModule) => [
    `\`${module.facts.kind}\`${module.facts.guarded ? ' (guarded)' : ''}`,
    `\`${module.listOperation}\`; ${module.notes.found}`,
    evidenceOf(module),
    module.facts.steps.length === 0
      ? 'reported only'
      : module.facts.steps.map((step) => `\`${step}\``).join(', '),
    module.notes.blockers,
    module.notes.restores,
  ]);
  const head = ['kind', 'found by', 'evidence', 'steps', 'blockers', 'what restore gives back'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function evidenceOf({ facts }: KindModule): string {
  const types = [...facts.pulumiTypes, ...facts.cloudFormationTypes].map((type) => `\`${type}\``);
  const name =
    facts.nameLimit === null
      ? 'its name carries no app and stage'
      : `names of up to ${facts.nameLimit} characters`;
  return `${types.join(', ')}; ${name}. ${facts.ageRestsOn}`;
}

function restoreTable(): string {
  const rows = kinds.map(({ facts, restore }: KindModule) => [
    `\`${facts.kind}\``,
    'impossible' in restore
      ? `cannot be restored: ${restore.impossible}`
      : restore.permissions.map((action) => `\`${action}\``).join(', '),
  ]);
  const head = ['kind', 'actions'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const page = () => `# Kinds

What is found and deleted, in the order of reports and, within one step, of deletions. AWS refuses to delete a **guarded** kind while anything uses it, so signs are enough there; the others need proof. Whatever else carries SST's tags is reported as \`other\`: never more than \`unknown\`, never deleted.

This page is written from the registry (\`npm run docs\`); how to add a kind says [adding-a-kind.md](adding-a-kind.md).

${kindsTable()}

## What a restore needs

\`sst-sweep iam-policy\` prints what a scan and a sweep need. \`sst-sweep restore\` needs these on top of it, for the kinds that the sweep deleted; where one is missing, the resource is reported as failed with the action that AWS refused.

${restoreTable()}

\`--archive\` reads with \`s3:GetObject\`, \`s3:GetObjectVersion\`, \`s3:GetObjectTagging\` and \`s3:GetObjectVersionTagging\`; to a bucket it also needs \`s3:PutObject\` and \`s3:PutObjectTagging\` there (for objects of more than 5 GB \`s3:AbortMultipartUpload\` and \`s3:ListBucketMultipartUploads\` too), and its restore \`s3:GetObject\` and \`s3:ListBucket\`. With \`s3:GetObject\` a sweep also asks S3 not to delete what was written over since it was listed, in buckets that were never versioned.
`;

it('docs/kinds.md says what the registry says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/kinds.md');
});

it('every kind says how it is found, what stands in its way and what comes back', () => {
  for (const { facts, notes } of kinds) {
    for (const note of Object.values(notes)) expect(note, facts.kind).toMatch(/^[^|\n]{10,}$/);
  }
});
