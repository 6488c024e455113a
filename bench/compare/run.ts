import { type Contestant, findContestants, type Task } from './contestants.ts';
import { type Run, runOf } from './race.ts';

/** A task, and how many stages live beside the removed one. */
interface Race {
  readonly task: Task;
  readonly living: number;
}

/** What a tool costs for an account, and how that grows; a deletion waits five minutes for CloudFront. */
const races: readonly Race[] = [
  { task: 'scan', living: 2 },
  { task: 'scan', living: 120 },
  { task: 'sweep', living: 2 },
];

const { contestants, missing } = await findContestants();
for (const reason of missing) console.log(`Not compared with ${reason}`);
console.log('Not compared with aws-nuke 3 and cloud-nuke: bench/README.md says why');
for (const race of races) {
  console.log(`\n${race.task}, ${race.living} living stages`);
  console.log(
    'Tool                         Calls  Seconds   CPU, s  Memory, MB  Right  Left  Wrong',
  );
  for (const contestant of contestants) print(race, contestant, await runOf(contestant, race));
}

function print({ task }: Race, { name, version }: Contestant, run: Run): void {
  const figures = [
    `${name} ${version}`.padEnd(26),
    String(run.calls).padStart(6),
    run.seconds.toFixed(1).padStart(7),
    (run.cpuSeconds?.toFixed(2) ?? '?').padStart(7),
    (run.peakBytes === null ? '?' : (run.peakBytes / 1e6).toFixed(0)).padStart(10),
    String(run.right.length).padStart(5),
    String(run.left.length).padStart(4),
    String(run.wrong.length).padStart(5),
  ];
  console.log(figures.join('  '));
  const [left, wrong] = task === 'scan' ? ['not told', 'told'] : ['still there', 'deleted'];
  for (const id of run.left) console.log(`    ${left}: ${id}`);
  for (const id of run.wrong) console.log(`    ${wrong}, though it is no leftover: ${id}`);
  for (const mistake of run.mistakes) console.log(`    ${mistake}`);
  if (name === 'sst-sweep' && run.left.length + run.wrong.length + run.mistakes.length > 0)
    process.exitCode = 1;
}
