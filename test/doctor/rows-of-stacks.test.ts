import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';

const told = (text: string) => readOutput(text).map(({ code, name }) => [code, name]);

const row = (status: string, type: string, rest: string) =>
  `staging-acme-docs | ${status} | AWS::${type} | ${rest}`;

describe('a row of CloudFormation', () => {
  it('says whose name is taken where no code stands in it', () => {
    const output = [
      row('CREATE_FAILED', 'S3::Bucket', 'Assets1A2B acme-assets already exists'),
      row('CREATE_FAILED', 'Logs::LogGroup', 'Logs1A2B /aws/lambda/acme-api already exists'),
      row('CREATE_FAILED', 'IAM::Role', 'Role1A2B acme-role already exists'),
    ];
    expect(told(output.join('\n'))).toEqual([
      ['BucketAlreadyExists', 'acme-assets'],
      ['ResourceAlreadyExistsException', '/aws/lambda/acme-api'],
      ['EntityAlreadyExists', 'acme-role'],
    ]);
  });

  it('without a reason was only ended with the one that has one', () => {
    const output = [
      row('CREATE_FAILED', 'S3::Bucket', 'Assets1A2B acme-assets already exists'),
      row('CREATE_FAILED', 'IAM::Role', 'Role1A2B '),
      row('UPDATE_FAILED', 'Lambda::Function', 'Api1A2B '),
    ];
    expect(told(output.join('\n'))).toEqual([['BucketAlreadyExists', 'acme-assets']]);
  });
});
