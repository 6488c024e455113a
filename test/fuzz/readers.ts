import { parseAccountList } from '../../src/commands/input/account-list.ts';
import { parseConfig } from '../../src/commands/input/config.ts';
import { abandonWord, durationMs, typedId } from '../../src/commands/input/flag-values.ts';
import { parseProject } from '../../src/commands/input/project.ts';
import { controlHost } from '../../src/aws/s3-control.ts';
import { parseS3Host } from '../../src/aws/s3-host.ts';
import { parseS3Location } from '../../src/aws/s3-place.ts';
import { messageWithoutPath } from '../../src/doctor/causes/refused.ts';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { makesHashedNames } from '../../src/doctor/facts.ts';
import { typeText, unlistedKindOf } from '../../src/doctor/unlisted.ts';
import {
  lostHeaders,
  withoutHeaderValues,
  withoutLostHeaders,
} from '../../src/kinds/cloudfront-distribution/header-values.ts';
import { elementText, isSameXml, withoutDeclaration } from '../../src/kinds/restoring/xml-parts.ts';
import { versionRows } from '../../src/kinds/s3-bucket/version-rows.ts';
import { asksToKeep } from '../../src/model/hold-tags.ts';
import { nearest } from '../../src/model/nearest.ts';
import { isProductionName } from '../../src/model/production-name.ts';
import { parsePlanFile } from '../../src/plan/plan-file.ts';
import { csvText } from '../../src/report/csv/csv-text.ts';
import { markup } from '../../src/report/html/escape.ts';
import { code, prose } from '../../src/report/markdown/escape.ts';
import { regionsOfTexts } from '../../src/scan/regions.ts';
import { comparableArn } from '../../src/scan/tag-rows.ts';
import { decodedBase64 } from '../../src/sst/base64.ts';
import { isGatewayRole } from '../../src/sst/bootstrap.ts';
import { statementsIn } from '../../src/sst/bucket-access.ts';
import { parseCheckpoint, parseUrn } from '../../src/sst/checkpoint.ts';
import { mentionsIn, needlesFor } from '../../src/sst/mentions.ts';
import { namesByPattern } from '../../src/sst/name-patterns.ts';
import { componentOfComment } from '../../src/sst/name-shapes.ts';
import { createNameWords } from '../../src/sst/name-words.ts';
import { mayBeCut, readName } from '../../src/sst/names.ts';
import { parseUpdateRecord, urnOfError } from '../../src/sst/records.ts';
import { isKeyOfSst, parseStateKey } from '../../src/sst/state-keys.ts';
import { trustedBy } from '../../src/sst/trust.ts';
import { journalState } from '../../src/storage/journal.ts';
import { shellWord } from '../../src/text/command-text.ts';
import { grouped } from '../../src/text/numbers.ts';
import { cut, plain } from '../../src/text/text.ts';
import { readable } from '../../src/text/times.ts';
import { folded } from '../../src/text/wrap.ts';
import { parseStages } from '../../src/wanted-stages/wanted-stages.ts';
import { filePieces, outputPieces } from './texts.ts';

/** Something that reads text of others. What it throws does not count here, only how long it takes. */
export interface Reader {
  readonly name: string;
  readonly pieces: readonly string[];
  readonly read: (text: string) => unknown;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const needles = needlesFor([{ key: 'bucket', identifiers: ['acme-pr-1-uploads-bcdefhkm'] }]);
const rules = { nameLimit: 64, lowerCaseNames: false };

const ofOutputs: readonly Omit<Reader, 'pieces'>[] = [
  {
    name: 'doctor: output',
    read: (text) => readOutput(text).map((error) => [messageWithoutPath(error), typeText(error)]),
  },
  { name: 'doctor: failed run', read: (text) => readOutput(`✕  Failed\n${text}`) },
  { name: 'doctor: last line', read: (text) => readOutput(`${text}\nerror: it failed\n`) },
  { name: 'doctor: kind that is not listed', read: unlistedKindOf },
];

/** A state as SST writes it, with this text in a member. */
const stateWith = (text: string) => ({
  version: 3,
  checkpoint: {
    latest: {
      resources: [
        { urn: `urn:pulumi:s::a::t::${text}`, type: text, id: text, outputs: { name: text } },
      ],
    },
  },
});

const ofFiles: readonly Omit<Reader, 'pieces'>[] = [
  { name: 'state: file', read: (text) => parseCheckpoint(bytes(text)) },
  {
    name: 'state: member',
    read: (text) => parseCheckpoint(bytes(JSON.stringify(stateWith(text)))),
  },
  {
    name: 'state: record',
    read: (text) => parseUpdateRecord(bytes(JSON.stringify({ command: text, errors: [text] }))),
  },
  { name: 'state: urn', read: (text) => [parseUrn(text), urnOfError(text)] },
  { name: 'state: key', read: (text) => [parseStateKey(text), isKeyOfSst(text)] },
  { name: 'state: version of SST', read: makesHashedNames },
  { name: 'state: mentions', read: (text) => mentionsIn(text, needles, createNameWords()) },
  { name: 'state: base64', read: (text) => decodedBase64(text, { bytes: 16 * 1024 * 1024 }) },
  {
    name: 'name: readings',
    read: (text) => [
      readName('cloudfront-function', text),
      readName('iam-role', text),
      readName('log-group', text),
      readName('cloudfront-origin-access-control', text),
      mayBeCut('iam-role', text, rules),
      componentOfComment(text),
      isGatewayRole(text),
    ],
  },
  { name: 'name: production', read: isProductionName },
  { name: 'name: nearest', read: (text) => nearest(text, ['production', 'scan']) },
  { name: 'tag: asks to keep', read: (text) => [asksToKeep(text, 'x'), asksToKeep('x', text)] },
  {
    name: 'policy: patterns',
    read: (text) => namesByPattern(text, ['acme-pr-1-a', 'aaaaaaaaaaaa']),
  },
  { name: 'policy: statements', read: statementsIn },
  { name: 'policy: trust', read: trustedBy },
  {
    name: 'policy: regions',
    read: (text) =>
      regionsOfTexts([{ value: text, source: 'x', key: 'x' } as never], '123456789012'),
  },
  { name: 'ARN: compared', read: comparableArn },
  {
    name: 'XML: list of versions',
    read: (text) => {
      const rows = versionRows();
      for (let at = 0; at < text.length; at += 16_384) rows.take(text.slice(at, at + 16_384));
      return [rows.end(), rows.all('url')];
    },
  },
  {
    name: 'XML: header values',
    read: (text) => [withoutHeaderValues(text), lostHeaders(text), withoutLostHeaders(text)],
  },
  {
    name: 'XML: elements',
    read: (text) => [elementText(text, 'a'), withoutDeclaration(text), isSameXml(text, '<a/>')],
  },
  { name: 'host', read: (text) => [parseS3Host(text), parseS3Host('s3.amazonaws.com', text)] },
  { name: 'host: S3 Control', read: (text) => controlHost(text, '123456789012') },
  { name: 'file: project', read: (text) => [parseProject(text, text)] },
  { name: 'file: config', read: (text) => parseConfig(text, 'x') },
  { name: 'file: accounts', read: (text) => parseAccountList(text, 'x') },
  { name: 'file: stages', read: (text) => parseStages(text, 'x').isWanted('production') },
  { name: 'file: plan', read: (text) => parsePlanFile(text, 'x') },
  { name: 'file: journal', read: journalState },
  {
    name: 'word: duration, stage, place',
    read: (text) => [
      parseS3Location(`s3://${text}`),
      typedId(text),
      durationMs('x', text),
      abandonWord('x', text),
    ],
  },
  { name: 'shown: plain', read: plain },
  { name: 'shown: cut', read: (text) => cut(text, 80) },
  { name: 'shown: folded', read: (text) => folded(text, 80) },
  { name: 'shown: sentence', read: (text) => [readable(text), grouped(text)] },
  { name: 'shown: shell', read: shellWord },
  { name: 'shown: CSV', read: (text) => csvText([['x', String]], [text]) },
  { name: 'shown: Markdown', read: (text) => [code(text), prose(text)] },
  { name: 'shown: HTML', read: (text) => markup`${text}` },
];

export const readers: readonly Reader[] = [
  ...ofOutputs.map((reader) => ({ ...reader, pieces: outputPieces })),
  ...ofFiles.map((reader) => ({ ...reader, pieces: filePieces })),
];
