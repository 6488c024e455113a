import { describe, expect, it } from 'vitest';
import { isListed, meaningOf } from '../../src/doctor/errors/codes/index.ts';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { refused } from './outputs.ts';
import { refusals } from './sdk-codes.ts';

const goNames = { CloudWatchLogs: 'CloudWatch Logs' } as Readonly<Record<string, string>>;

describe('the codes with which AWS refuses what SST makes, changes and deletes', () => {
  it('come from the models of the SDK, and are many', () => {
    const services = new Set(refusals().map(({ service }) => service));
    expect([...services]).toEqual([
      'CloudFront',
      'Lambda',
      'S3',
      'IAM',
      'CloudWatchLogs',
      'SSM',
      'DynamoDB',
      'ACM',
    ]);
    expect(new Set(refusals().map(({ code }) => code)).size).toBeGreaterThan(150);
  });

  it('are all listed, each with what kind of refusal it is', () => {
    const missing = refusals().filter(({ service, code }) => !isListed(code, service));
    expect(missing.map(({ service, code }) => `${service} ${code}`)).toEqual([]);
  });

  it('are read out of the output of every such call, as words of their own', () => {
    const misread = refusals().flatMap(({ service, operation, code }) => {
      const text = refused(`doing it (a-name)`, `${goNames[service] ?? service}: ${operation}`, {
        status: 400,
        code,
        text: 'Something was said.',
      });
      const read = readOutput(text).map((error) => [error.code, error.family === 'unknown']);
      return JSON.stringify(read) === JSON.stringify([[code, false]])
        ? []
        : [`${service} ${operation} ${code}: ${JSON.stringify(read)}`];
    });
    expect(misread).toEqual([]);
  });

  it('are never read as a shorter one that they begin with', () => {
    const longer = refusals().filter(({ code }) => /^TooManyDistributions.+/.test(code));
    expect(longer.length).toBeGreaterThan(8);
    for (const { code } of longer)
      expect(readOutput(`${code}: too many of them`).map((error) => error.code)).toEqual([code]);
  });

  it('of services that are not listed are told by their words', () => {
    expect(meaningOf('DBClusterAlreadyExistsFault', null)?.family).toBe('name-taken');
    expect(meaningOf('DependencyViolation', null)?.family).toBe('in-use');
    expect(meaningOf('QueueDeletedRecently', null)?.family).toBe('changing');
    expect(meaningOf('NobodyKnows', null)).toBeNull();
  });
});

describe('a 409', () => {
  it('of a quota of IAM is no name that is taken', () => {
    const text = refused('creating IAM Role (a-role)', 'IAM: CreateRole', {
      code: 'LimitExceeded',
      text: 'Cannot exceed quota for RolesPerAccount: 1000',
    });
    expect(readOutput(text)).toMatchObject([{ code: 'LimitExceeded', family: 'quota' }]);
  });

  it('of a call that is refused for something else is read as what it says', () => {
    const text = refused('creating IAM Role (a-role)', 'IAM: CreateRole', {
      code: 'NeverHeardOf',
      text: 'no',
    });
    expect(readOutput(text)).toMatchObject([{ code: 'NeverHeardOf', family: 'unknown' }]);
  });

  it('is a name that is taken where the output ends before its code', () => {
    const text = refused('creating IAM Role (a-role)', 'IAM: CreateRole', { code: '', text: '' });
    expect(readOutput(text.slice(0, text.lastIndexOf(',')))).toMatchObject([
      { code: 'EntityAlreadyExists', name: 'a-role' },
    ]);
  });
});

describe('what somebody types', () => {
  it.each([
    ['CloudFront Function Already Exists', 'FunctionAlreadyExists'],
    ['cloudfront function already exists', 'FunctionAlreadyExists'],
    ['cachepolicyinuse', 'CachePolicyInUse'],
    ['too many cache policies', 'TooManyCachePolicies'],
    ['the origin access control is still in use', 'OriginAccessControlInUse'],
    ['key value store already exists', 'EntityAlreadyExists'],
    ['bucket not empty', 'BucketNotEmpty'],
    ['lambda role already exists', 'EntityAlreadyExists'],
    ['log group already exists', 'ResourceAlreadyExistsException'],
    ['table exists', 'ResourceInUseException'],
    ['cname already associated', 'CNAMEAlreadyExists'],
    ['stage not found', 'StageNotFound'],
    ['incorrect passphrase', 'PassphraseInvalid'],
    ['AccessDenied', 'AccessDenied'],
  ])('%s is %s', (typed, code) => {
    expect(readOutput(typed).map((error) => error.code)).toEqual([code]);
  });
});
