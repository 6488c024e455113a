import { describe, expect, it } from 'vitest';

import { parseS3Host } from '../../src/aws/s3-host.ts';

describe('parseS3Host', () => {
  it.each([
    ['acme.s3.amazonaws.com', 'acme'],
    ['acme.s3.eu-west-1.amazonaws.com', 'acme'],
    ['ACME.S3.EU-WEST-1.AMAZONAWS.COM.', 'acme'],
    ['acme.s3-eu-west-1.amazonaws.com', 'acme'],
    ['acme.s3-external-1.amazonaws.com', 'acme'],
    ['acme.s3.dualstack.eu-west-1.amazonaws.com', 'acme'],
    ['acme.s3-fips.us-gov-west-1.amazonaws.com', 'acme'],
    ['acme.s3-fips.dualstack.us-east-2.amazonaws.com', 'acme'],
    ['acme.s3-accelerate.amazonaws.com', 'acme'],
    ['acme.s3-accelerate.dualstack.amazonaws.com', 'acme'],
    ['acme.s3-website-us-east-1.amazonaws.com', 'acme'],
    ['acme.s3-website.eu-central-1.amazonaws.com', 'acme'],
    ['acme.s3.cn-north-1.amazonaws.com.cn', 'acme'],
    ['acme.s3-website.cn-northwest-1.amazonaws.com.cn', 'acme'],
    ['acme.s3.eusc-de-east-1.amazonaws.eu', 'acme'],
    ['www.acme.example.com.s3.eu-west-1.amazonaws.com', 'www.acme.example.com'],
    ['logs.s3.archive.s3.amazonaws.com', 'logs.s3.archive'],
    ['a.s3.eu-west-1.amazonaws.com.s3.eu-west-1.amazonaws.com', 'a.s3.eu-west-1.amazonaws.com'],
    ['s3.s3.amazonaws.com', 's3'],
    ['my-s3-bucket.s3.ap-southeast-2.amazonaws.com', 'my-s3-bucket'],
  ])('%s is of the bucket %s', (host, bucket) => {
    expect(parseS3Host(host)).toEqual({ type: 'bucket', bucket });
  });

  it.each([
    ['s3.eu-west-1.amazonaws.com', '/acme', 'acme'],
    ['s3.amazonaws.com', '/acme.example.com/site/v1', 'acme.example.com'],
    ['s3-eu-west-1.amazonaws.com', 'acme', 'acme'],
  ])('%s with the path %s is of the bucket %s', (host, path, bucket) => {
    expect(parseS3Host(host, path)).toEqual({ type: 'bucket', bucket });
  });

  it.each([
    'acme-abcdef123456-s3alias.s3.eu-west-1.amazonaws.com',
    'acme-123456789012.s3-accesspoint.eu-west-1.amazonaws.com',
    'acme-abc--ol-s3olap.s3.eu-west-1.amazonaws.com',
    'acme-abc-s3olap.s3.eu-west-1.amazonaws.com',
    'acme-123456789012.s3-object-lambda.eu-west-1.amazonaws.com',
    'mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com',
    's3.eu-west-1.amazonaws.com',
    'acme.s3-control.eu-west-1.amazonaws.com',
    'acme--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com',
  ])('%s is S3, but no bucket can be told', (host) => {
    expect(parseS3Host(host)).toEqual({ type: 'unknown-s3' });
  });

  it.each([
    'example.com',
    'placeholder.sst.dev',
    's3.example.com',
    'acme.s3.amazonaws.com.evil.example',
    'abc.execute-api.eu-west-1.amazonaws.com',
    'abcdef.lambda-url.eu-west-1.on.aws',
    'd111111abcdef8.cloudfront.net',
    'acme.s3.localhost',
  ])('%s is not of S3', (host) => {
    expect(parseS3Host(host)).toEqual({ type: 'other' });
  });
});
