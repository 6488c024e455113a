import { flag, foreignCommand, ownCommand } from '../../../src/model/command.ts';
import { describe, expect, it } from 'vitest';
import { renderResult } from '../../../src/report/terminal/sweep.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { anOutcome, aResult, aStage } from '../../builders.ts';
import { someGains } from '../builders.ts';

const resumeCommand = ownCommand('resume', { operands: ['s1'] });
const restoreCommand = ownCommand('restore', { operands: ['s1'] });
const ending = { resumeCommand, restoreCommand, gains: someGains() };
const noNotes = { ...ending, abandoned: [] };

const remove = {
  command: foreignCommand('sst', ['remove'], { flags: [flag('--stage', '--help')] }),
  note: null,
};

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
        key: 'x',
        step: 'delete:x',
        resource: 'x',
        outcome: 'failed',
        error: { code: 'AccessDenied', message: 'no\nway', requestId: 'R1' },
      }),
      anOutcome({
        key: 'y',
        step: 'delete:y',
        resource: 'y',
        outcome: 'held',
        reason: 'waits-for-failed',
        blockedBy: ['delete:x'],
      }),
      anOutcome({
        key: 'z',
        step: 'delete:z',
        resource: 'z',
        outcome: 'parked',
        reason: 'replicas',
        retryAfter: '2026-11-22T12:00:00.000Z',
      }),
    ];
    expect(renderResult(aResult({ outcomes }), fileStyle, noNotes)).toMatchInlineSnapshot(`
      "Failed (1)
        Kind      Id  Stage
        function  x   acme/pr-1
            AccessDenied: no way (request R1)

      Held back by something that failed (1)
        Kind      Id  Stage
        function  y   acme/pr-1
            cannot go before function x

      Parked until later (1)
        Kind      Id  Stage
        function  z   acme/pr-1
            AWS has not yet removed its copies at the edges; try again after 2026-11-22 12:00 UTC (in 2 h)

      Deleted (1)
        Kind      Id                                               Stage
        function  acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd  acme/pr-1

      ✖ Not finished: 1 of 4 resources deleted, 1 failed, 1 held back and 1 parked.
      Saved: under $0.01 a month.
      Go on: sst-sweep resume s1
      Undo: sst-sweep restore s1
      The backup is in /state/backup
      "
    `);
  });

  it('says what an interrupted sweep left', () => {
    const text = renderResult(
      aResult({
        interrupted: true,
        outcomes: [anOutcome({ outcome: 'parked', reason: 'interrupted' })],
      }),
      fileStyle,
      noNotes,
    );
    expect(text).toContain('⚠ Stopped: none of 1 resource deleted, 1 left.');
  });

  it('prints the commands that tidy the state of a stage that was given up', () => {
    const text = renderResult(aResult(), fileStyle, {
      ...ending,
      abandoned: [{ report: givenUp, stopping: [], region: null, remove }],
    });
    expect(text).toContain(
      '    sst unlock --stage=--help\n    sst refresh --stage=--help\n    sst remove --stage=--help',
    );
  });

  it('prints no removal of a stage that was given up while something of it is left', () => {
    const text = renderResult(aResult(), fileStyle, {
      ...ending,
      abandoned: [{ report: givenUp, stopping: [], region: 'eu-west-1', remove: null }],
    });
    expect(text).toContain(
      '    AWS_REGION=eu-west-1 sst refresh --stage=--help\n    Nothing removes',
    );
    expect(text).not.toContain('sst remove');
  });

  it('prints no command of SST for a stage whose home SST does not find', () => {
    const report = { ...givenUp, registered: false };
    const text = renderResult(aResult(), fileStyle, {
      ...ending,
      abandoned: [{ report, stopping: [], region: null, remove }],
    });
    expect(text).not.toMatch(/\bsst (?:remove|refresh|unlock)/);
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
    const text = renderResult(aResult(), fileStyle, {
      ...ending,
      abandoned: [
        {
          report: { ...givenUp, lock: null },
          stopping,
          region: null,
          remove: { ...remove, note: 'Only in the project of acme.' },
        },
      ],
    });
    expect(text).toContain(
      [
        '    sst state remove WebFiles --stage=--help  # takes it out of the state alone, and asks before it does',
        '    sst state edit --stage=--help  # delete the entries whose urn ends in "WebKeys"',
        '    sst refresh --stage=--help',
        '    sst remove --stage=--help  # Only in the project of acme.',
      ].join('\n'),
    );
  });
});
