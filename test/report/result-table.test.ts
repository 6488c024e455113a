import { ownCommand } from '../../src/model/command.ts';
import { describe, expect, it } from 'vitest';
import { renderResult } from '../../src/report/result-table.ts';
import { fileView } from '../../src/report/view.ts';
import { anOutcome, aResult, aStage } from '../builders.ts';

const goOn = ownCommand('resume', { operands: ['s1'] });
const noNotes = { abandoned: [], goOn };

const givenUp = aStage({
  stage: '--help',
  status: 'abandoned',
  resources: 3,
  lock: { createdAt: '2026-11-20T09:00:00.000Z', command: 'remove' },
});

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
      abandoned: [{ report: givenUp, stopping: [] }],
    });
    expect(text).toContain(
      '    sst unlock --stage=--help\n    sst refresh --stage=--help\n    sst remove --stage=--help',
    );
  });

  it('takes out of the state first what SST does not get past', () => {
    const entry = {
      urn: 'urn:pulumi:dev::acme::sst:aws:Nextjs$pulumi-nodejs:dynamic:Resource::WebFiles',
      name: 'WebFiles',
      type: 'pulumi-nodejs:dynamic:Resource',
      kind: 's3-bucket',
      id: 'acme-dev-web',
      account: null,
      region: null,
      itself: false,
      stops: true,
      byName: true,
    } as const;
    const stopping = [entry, { ...entry, name: 'WebKeys', byName: false }];
    const text = renderResult(aResult(), fileView, {
      goOn,
      abandoned: [{ report: { ...givenUp, lock: null }, stopping }],
    });
    expect(text).toContain(
      [
        '    sst state remove WebFiles --stage=--help  # takes it out of the state alone, and asks before it does',
        '    sst state edit --stage=--help  # delete the entries whose urn ends in "WebKeys"',
        '    sst refresh --stage=--help',
      ].join('\n'),
    );
  });
});
