import { ownCommand } from '../../src/model/command.ts';
import { describe, expect, it } from 'vitest';
import { renderResult } from '../../src/report/result-table.ts';
import { fileView } from '../../src/report/view.ts';
import { anOutcome, aResult } from '../builders.ts';

const goOn = ownCommand('resume', { operands: ['s1'] });
const noNotes = { abandoned: [], goOn };

describe('a result in a terminal', () => {
  it('shows first what did not go well, with AWS’s own words', () => {
    const outcomes = [
      anOutcome(),
      anOutcome({
        step: 'delete:x',
        resource: 'x',
        outcome: 'failed',
        error: { code: 'AccessDenied', message: 'no\nway', requestId: 'R1' },
      }),
      anOutcome({
        step: 'delete:y',
        resource: 'y',
        outcome: 'held',
        reason: 'waits-for-failed',
        blockedBy: ['delete:x'],
      }),
      anOutcome({
        step: 'delete:z',
        resource: 'z',
        outcome: 'parked',
        reason: 'replicas',
        retryAfter: '2026-11-22T12:00:00.000Z',
      }),
    ];
    expect(renderResult(aResult({ outcomes }), fileView, noNotes)).toMatchInlineSnapshot(`
      "Failed (1)
        delete  cloudfront-function  x  acme/pr-1
            AccessDenied: no way (request R1)

      Held back by a step that failed (1)
        delete  cloudfront-function  y  acme/pr-1
            waits-for-failed: delete:x

      Parked until later (1)
        delete  cloudfront-function  z  acme/pr-1
            AWS has not yet removed its Lambda@Edge replicas
            try again after 2026-11-22 12:00

      Deleted (1)
        delete  cloudfront-function  acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd  acme/pr-1

      ✖ Deleted 1 resource. Other steps: 1 failed, 1 held and 1 parked.
      What is parked waits for AWS: "sst-sweep resume s1" goes on later.
      Backup: /state/backup
      "
    `);
  });

  it('says that an interrupted sweep started nothing new', () => {
    const text = renderResult(aResult({ interrupted: true }), fileView, noNotes);
    expect(text).toContain('Interrupted: nothing new was started.');
  });

  it('prints the commands that tidy the state of a stage that was given up', () => {
    const text = renderResult(aResult(), fileView, {
      goOn,
      abandoned: [{ app: 'acme', stage: '--help' }],
    });
    expect(text).toContain(
      '    sst unlock --stage=--help\n    sst refresh --stage=--help\n    sst remove --stage=--help',
    );
  });
});
