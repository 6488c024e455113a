import { expect, it } from 'vitest';
import { flag, foreignCommand, nothingRepeated } from '../../../src/model/command.ts';
import { renderExplanations } from '../../../src/report/terminal/explain.ts';
import { rowText } from '../../../src/report/terminal/finding-tables.ts';
import { sentenceText } from '../../../src/text/command-text.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aFinding, aGap, aReport, aStage } from '../../builders.ts';
import { aRoute } from '../builders.ts';

it('shows every fact, where it was read, the row that decided and what would change it', () => {
  const explained = {
    ...aReport(),
    explanations: [
      {
        finding: aFinding({ sizeBytes: 3 * 1024 ** 3, monthlyCostUsd: 0.069 }),
        stages: [aStage()],
        gaps: [aGap()],
        routes: [aRoute({ doubt: 'listed' })],
        ageRestsOn: 'CloudFront keeps no creation time.',
        wouldDecide: null,
        ways: { sweep: null, remove: null, project: null, abandon: null, answers: false, gaps: [] },
      },
    ],
  };
  expect(renderExplanations(explained, fileStyle)).toMatchInlineSnapshot(`
    "function acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd: leftover, certain
      Left over: a recorded state owned it, its departure is proven, and nothing live claims or uses it.

      name        acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd
      ARN         arn:aws:cloudfront::123456789012:function/acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd
      region      global
      of          acme/pr-1
      component   Web
      created     2026-10-01 08:00 UTC
      changed     2026-10-01 08:00 UTC
      age         CloudFront keeps no creation time.
      size        3 GB
      costs       about $0.07 a month at us-east-1’s list prices
      console     https://console.aws.amazon.com/

    Evidence (1)
      A state of acme/pr-1 owned it until the remove of 2026-11-20.
          read from s3://sst-state-abcdefghkmno/app/acme/pr-1.json

    Its stage
      acme/pr-1 in s3://sst-state-abcdefghkmno/app/acme/pr-1.json: removed, last run remove 2026-11-20 09:00 UTC, history
      complete

    Recorded keys and routes (1, not read back)
      acme/pr-1: key-value store acme-shared-RouterKvStore-bkmtoxcd
          45ac:metadata, leads to bucket acme-pr-1-webassetsbucket-bkmtoxcd
          recorded 2026-11-20 09:00 UTC; its state lists it now

    Could not be read (1)
      ⚠ s3:GetBucketTagging in eu-west-1: denied. Leaves undecided: all stages, buckets, eu-west-1.
          User is not authorized to perform s3:GetBucketTagging.

    What would change it
      A claim by a live stack, or a reference from something live, would keep it.
    "
  `);
});

it('has words for each of the design’s sixteen rows', () => {
  const rows = Array.from({ length: 16 }, (_, index) => rowText(index + 1).sentence);
  expect(new Set(rows).size).toBe(16);
});

it('says in whose project a removal is typed, on one line whatever that app is called', () => {
  const remove = foreignCommand('sst', ['remove'], { flags: [flag('--stage', 'dev')] });
  const project =
    'Only in the project of web: x\n  rm -rf ~\u001B[31m has a stage of this name, too.';
  const ways = { sweep: null, remove, project, abandon: null, answers: false, gaps: [] };
  const sentences = rowText(4).change(ways);
  const told = sentences.map((sentence) => sentenceText(sentence, nothingRepeated)).join('');
  expect(told).toContain('"sst remove --stage dev". Only in the project of web: x');
  expect(told).not.toMatch(/\p{Cc}/u);
});
