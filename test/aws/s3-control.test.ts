import { expect, it } from 'vitest';
import { UnreadableAnswer } from '../../src/aws/failures.ts';
import { controlHost } from '../../src/aws/s3-control.ts';

it.each([
  ['s3.eu-west-1.amazonaws.com', '123456789012.s3-control.eu-west-1.amazonaws.com'],
  ['s3.cn-north-1.amazonaws.com.cn', '123456789012.s3-control.cn-north-1.amazonaws.com.cn'],
  ['s3-fips.us-east-1.amazonaws.com', '123456789012.s3-control-fips.us-east-1.amazonaws.com'],
  [
    's3.dualstack.us-east-1.amazonaws.com',
    '123456789012.s3-control.dualstack.us-east-1.amazonaws.com',
  ],
  [
    'bucket.vpce-1a2b-3c4d.s3.us-east-1.vpce.amazonaws.com',
    '123456789012.control.vpce-1a2b-3c4d.s3.us-east-1.vpce.amazonaws.com',
  ],
  ['127.0.0.1', '127.0.0.1'],
  ['localhost', 'localhost'],
  ['s3.evil.example', 's3.evil.example'],
])('where S3 is %s, S3 Control is %s', (host, expected) => {
  expect(controlHost(host, '123456789012')).toBe(expected);
});

it.each(['s3.amazonaws.com', 'vpce-1a2b.s3.us-east-1.vpce.amazonaws.com'])(
  'beside %s it is not known, and S3 itself is not asked in its place',
  (host) => {
    expect(() => controlHost(host, '123456789012')).toThrow(UnreadableAnswer);
  },
);
