import { acmCodes, dynamoDbCodes } from '../../src/doctor/errors/codes/services.ts';
import { refused } from './outputs.ts';
import { refusals, type Refusal } from './sdk-codes.ts';

const goNames = { CloudWatchLogs: 'CloudWatch Logs' } as Readonly<Record<string, string>>;

/** Services whose client is not among the dependencies: every code that is listed, for each call. */
const others = [
  { codes: dynamoDbCodes, operations: ['CreateTable', 'UpdateTable', 'DeleteTable'] },
  { codes: acmCodes, operations: ['RequestCertificate', 'DeleteCertificate'] },
];

/** Every call of SST's components with each code that refuses it. */
export function allRefusals(): readonly Refusal[] {
  return [
    ...refusals(),
    ...others.flatMap(({ codes, operations }) =>
      codes.flatMap(({ code, service }) =>
        service === null ? [] : operations.map((operation) => ({ service, operation, code })),
      ),
    ),
  ];
}

/** One output with all of these, each an error of its own. */
export function outputOf(each: readonly Refusal[]): string {
  const blocks = each.map(({ service, operation, code }, index) => {
    const call = `${goNames[service] ?? service}: ${operation}`;
    const said = refused(`doing it (docs-dev-Thing${index})`, call, {
      status: 400,
      code,
      text: 'Something was said.',
    });
    return `Thing${index} sst:aws:Thing → Thing${index} aws:some:Thing\n${said}\n`;
  });
  return `➜  App:        docs\n   Stage:      dev\n\n✕  Failed\n${blocks.join('\n')}`;
}
