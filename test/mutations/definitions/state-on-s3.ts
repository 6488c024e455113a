import { mutationsOf } from '../mutation.ts';

/** `--state-dir s3://bucket/prefix`. */
export const stateOnS3 = [
  ...mutationsOf('src/storage/s3/locks.ts', {
    'state: a lock without an owner’s renewal never ends': [
      'return objects.now().getTime() - there.modifiedAt.getTime() <= leaseMs + slackMs;',
      'return true;',
    ],
    'state: a living lock is taken over': [
      'return objects.now().getTime() - there.modifiedAt.getTime() <= leaseMs + slackMs;',
      'return false;',
    ],
    'state: a free lock is written without a condition': [
      "there ? { etag: there.etag } : 'nothing'",
      'null',
    ],
    'state: conditions are not tried': [
      'await refuseIgnoredConditions(path, content, objects);',
      '',
    ],
  }),
  ...mutationsOf('src/storage/s3/lease.ts', {
    'state: a lock is not renewed': ['else renew().catch(() => undefined);', ''],
    'state: a lock is never lost': [
      'if (next === null) lost.abort();',
      'if (next === null) return;',
    ],
    'state: a lease that ends is not seen': ['if (isEnding()) lost.abort();', 'if (false) return;'],
    'state: a write does not renew what ends': ['if (isEnding()) await renew();', ''],
  }),
  ...mutationsOf('src/storage/s3/append-log.ts', {
    'state: a line counts before the lease was looked at': ['await lease()?.confirm();', ''],
    'state: a flush that arrived after all is a stranger’s': ['!whole.startsWith(known)', 'true'],
  }),
  ...mutationsOf('src/storage/s3/state-objects.ts', {
    'state: it does not matter whose bucket it is': [
      '{ Bucket: bucket, ExpectedBucketOwner: session.account }',
      '{ Bucket: bucket }',
    ],
    'state: a write whose answer was lost is a stranger’s': [
      'return there && Buffer.compare(there.content, Buffer.from(content)) === 0 ? there.etag : null;',
      'return null;',
    ],
  }),
  ...mutationsOf('src/storage/s3/s3-state-files.ts', {
    'state: files that changed meanwhile are replaced': ['expectedOf(seen.get(path))', 'null'],
  }),
];
