import { expect, it } from 'vitest';
import { aUserBucket } from '../account/sites.ts';
import { refused, sstOutput } from './outputs.ts';
import { commandsOf, doctored, sceneOf } from './scenes.ts';

/** Deploying again asks for the bucket of a stage that was removed. */
async function asked(kept: boolean) {
  const { account, home } = sceneOf();
  const at = account.ago({ days: 90 });
  const uploads = aUserBucket({ app: 'docs', stage: 'dev', at });
  account.with(uploads);
  const [bucket] = uploads.buckets;
  const entries = uploads.entries.map((entry) =>
    kept && entry.id === bucket.name ? { ...entry, retainOnDelete: true } : entry,
  );
  home
    .stage('docs', 'dev')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  const output = sstOutput({
    path: 'Uploads sst:aws:Bucket → UploadsBucket aws:s3:Bucket',
    message: refused(`creating S3 Bucket (${bucket.name})`, 'S3: CreateBucket', {
      code: 'BucketAlreadyOwnedByYou',
      text: 'Your previous request to create the named bucket succeeded and you already own it.',
    }),
  });
  const commands = commandsOf(await doctored(account, output));
  return commands.filter((text) => text.startsWith('sst-sweep sweep')).join();
}

it('the sweep of a bucket that was kept on purpose asks before its data go', async () => {
  const sweep = await asked(true);
  expect(sweep).toContain('sst-sweep sweep');
  expect(sweep).not.toMatch(/--yes|--delete-data/);
});

it('the sweep of a bucket that nobody kept says what it deletes, where nobody can be asked', async () => {
  expect(await asked(false)).toMatch(/--yes .*--delete-data/);
});
