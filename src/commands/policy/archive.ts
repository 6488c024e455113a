import type { Statement } from '../../scan/permissions.ts';
import type { PolicyScope } from './scope.ts';
import { reachByName } from './written-resources.ts';

/** In place of this name stands the bucket that `--archive s3://...` names. */
const archiveBucket = 'arn:aws:s3:::YOUR-ARCHIVE-BUCKET';

/** What `--archive` needs on top of a sweep: objects are read where they are emptied, and written there. */
export function archiveStatements(scope: PolicyScope): readonly Statement[] {
  return [
    {
      Sid: 'ReadObjectsToArchive',
      Effect: 'Allow',
      Action: [
        's3:GetObject',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionTagging',
      ],
      ...reachByName('buckets', scope),
    },
    {
      Sid: 'WriteArchive',
      Effect: 'Allow',
      Action: [
        's3:AbortMultipartUpload',
        's3:GetObject',
        's3:GetObjectTagging',
        's3:PutObject',
        's3:PutObjectTagging',
      ],
      Resource: `${archiveBucket}/*`,
    },
  ];
}
