import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';

const size = 300_000;
const repeated = (text: string) => text.repeat(Math.ceil(size / text.length));

describe('an output that is long and odd', () => {
  it.each([
    'A',
    '(',
    ' ',
    '\n',
    'stack',
    'stack:a is in ',
    'Error: ',
    'Error  x\n',
    'FunctionAlreadyExists: x\n',
    'urn:pulumi:a::b::c$d::',
    '{"a":',
    '{"message":"\n',
    ',"',
    '""',
    'time=1 msg="',
    'App:  a  ',
    'App:  a   Stage:  b  ',
    '> > ',
    '1 ',
    'x CREATE_FAILED\n',
    'CREATE_FAILED ',
    'error: a\n',
    '10:11:12 ',
    '\u001b_',
    'Exception',
    'a-b-',
    '- \n',
    'recordset[',
    'waitingforACMCertificate',
    'sst-state-a',
    'NoSuchBucket',
    'responseerrorStatusCode:1,RequestID:',
    'couldnotfind',
    'provider',
    'export',
    '2026-02-01T10:11:12.1234567Z @acme/ui:build: chunk abcdef\n',
    'Web sst:aws:Nextjs → WebFn aws:cloudfront:Function\nfoo\n\n',
  ])('is read in a time that grows with its length: %j', (text) => {
    // Of this process alone: what else runs on the machine does not count.
    const before = process.cpuUsage();
    readOutput(`✕  Failed\n${repeated(text)}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });
});
