import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportsSchema } from '../../src/report/json/schema/reports.ts';
import { organizationOf, sweeper } from '../../test/account/organization.ts';
import { run } from '../../test/e2e/in-process.ts';
import { idOf, members, sharedBucket, special } from './members.ts';

// The move to Node 22 is the maintainers' business (docs/decisions.md, 9).
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const mostBytes = 600 * 1024 * 1024;
const count = Number(process.argv[2] ?? 200);
const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

const given = members(count);
const { aws } = organizationOf(given);
const list = join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'accounts.json');
const accounts = given.map(({ data }) => data.account);
writeFileSync(list, JSON.stringify({ role: sweeper, accounts }));

const before = process.memoryUsage().heapUsed;
let peak = 0;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().heapUsed);
}, 50);
const startedAt = performance.now();
const { code, stdout } = await run(aws, ['scan', '--demo', '-q', '--json', '--accounts', list]);
const seconds = (performance.now() - startedAt) / 1000;
clearInterval(sampling);

const { reports, errors } = reportsSchema.parse(JSON.parse(stdout));
const strange = reports.filter(({ account, findings }) =>
  findings.some(
    ({ arn }) => /:(\d{12}):/.exec(arn ?? '')?.[1] !== undefined && !arn?.includes(`:${account}:`),
  ),
);
const shared = reports
  .find(({ account }) => account === idOf(special.owner))
  ?.findings.find(({ id }) => id === sharedBucket);
const foreign = shared?.evidence.find(({ code: each }) => each === 'used-elsewhere');
const calls = reports.reduce((sum, report) => sum + report.calls.total, 0);
console.log(
  [
    `${count} accounts: ${reports.length} read, ${errors.length} not (${errors.map((error) => `${error.account} ${error.code}`).join(', ')})`,
    `exit code ${code}, ${calls} calls, ${seconds.toFixed(1)} s`,
    `findings of another account: ${strange.length}`,
    `throttled: ${reports.find(({ account }) => account === idOf(special.throttled))?.gaps.length ?? 'no'} gaps`,
    `shared origin: ${shared?.verdict} (${foreign?.detail ?? 'for another reason'})`,
    `of account ${idOf(special.user)}: ${
      reports
        .find(({ account }) => account === idOf(special.user))
        ?.gaps.map(({ operation, cause }) => `${operation} ${cause}`)
        .join(', ') || 'no gaps'
    }`,
    `memory: ${megabytes(before)} with the simulated accounts alone, ${megabytes(peak)} at most; the report is ${megabytes(stdout.length)}`,
  ].join('\n'),
);

const broken = [
  ...(strange.length > 0 ? ['an account has findings of another one'] : []),
  ...(errors.length === 6 && code === 3 ? [] : ['six accounts are not read, and the code is 3']),
  ...(foreign ? [] : ['the shared origin protects nothing']),
  ...(peak > mostBytes ? [`more than ${megabytes(mostBytes)}`] : []),
];
for (const each of broken) console.error(`Broken: ${each}`);
if (broken.length > 0) process.exitCode = 1;
