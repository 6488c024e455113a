import { expect, it } from 'vitest';
import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket } from '../account/sites.ts';
import { refused, sstOutput } from './outputs.ts';
import { commandsOf, doctored } from './scenes.ts';

const place = { app: 'acme', stage: 'dev' };

function outputOfFunction(name: string): string {
  return sstOutput({
    path: 'Maintenance aws:cloudfront:Function',
    message: refused(`creating CloudFront Function (${name})`, 'CloudFront: CreateFunction', {
      code: 'FunctionAlreadyExists',
      text: 'taken',
    }),
  });
}

it('no sweep is printed for Terraform’s unattached function of a name that fits', async () => {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const made = account.ago({ days: 3 });
  const name = 'acme-dev-MaintenanceCloudfrontFunction';
  const site = aSite({ ...place, at });
  account
    .with(site, { functions: [{ name, createdAt: made, modifiedAt: made }] })
    .home()
    .stage('acme', 'dev')
    .deploy(at, site.entries);
  const commands = commandsOf(await doctored(account, outputOfFunction(name)));
  expect(commands.filter((text) => text.includes(' sweep '))).toEqual([]);
  expect(commands.filter((text) => text.includes(' explain '))).toHaveLength(1);
});

it.each(['prod-eu', 'acmeLive'])(
  'no sweep is printed for what %s kept on purpose',
  async (stage) => {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const uploads = aUserBucket({ app: 'acme', stage, at, retained: true });
    account
      .with(uploads)
      .home()
      .stage('acme', stage)
      .deploy(at, uploads.entries)
      .remove(account.ago({ days: 30 }));
    const [{ name }] = uploads.buckets;
    const output = sstOutput({
      path: 'Uploads sst:aws:Bucket → UploadsBucket aws:s3:Bucket',
      message: refused(`creating S3 Bucket (${name})`, 'S3: CreateBucket', {
        code: 'BucketAlreadyOwnedByYou',
        text: 'taken',
      }),
    });
    const commands = commandsOf(await doctored(account, output));
    expect(commands.filter((text) => text.includes(' sweep '))).toEqual([]);
    expect(commands).toEqual([`sst-sweep explain --demo ${name}`]);
  },
);
