import type {
  CreateMultipartUploadCommandInput,
  GetObjectCommandOutput,
  HeadObjectCommandOutput,
} from '@aws-sdk/client-s3';

import type { ArchivedHeaders } from '../kinds/object-archive.ts';

/** The headers of an object as a GET or HEAD returns them, without its tags. */
export function headersOf(
  answer: GetObjectCommandOutput | HeadObjectCommandOutput,
): ArchivedHeaders {
  const { ContentType, ContentEncoding, ContentDisposition, ContentLanguage } = answer;
  const { CacheControl, ExpiresString, WebsiteRedirectLocation, StorageClass, Metadata } = answer;
  return {
    ContentType,
    ContentEncoding,
    ContentDisposition,
    ContentLanguage,
    CacheControl,
    ExpiresString,
    WebsiteRedirectLocation,
    StorageClass,
    Metadata,
  };
}

/** As a header takes them. */
export function taggingOf(
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[],
): string {
  return new URLSearchParams(
    tags.map(({ Key, Value }): [string, string] => [Key ?? '', Value ?? '']),
  ).toString();
}

/** The same as a PUT takes it. */
export function writtenWith(
  headers: ArchivedHeaders | null,
): Omit<CreateMultipartUploadCommandInput, 'Bucket' | 'Key'> {
  const { ExpiresString: expires, StorageClass, ...rest } = headers ?? {};
  return {
    ...rest,
    ...(StorageClass !== undefined && {
      StorageClass: StorageClass as NonNullable<CreateMultipartUploadCommandInput['StorageClass']>,
    }),
    ...(expires !== undefined && { Expires: new Date(expires) }),
  };
}
