import type { Finding } from '../../src/model/finding.ts';
import type { Truth } from './truth.ts';

interface Count {
  right: number;
  all: number;
}

/** Precision and recall, and what was missed by which row. */
export class Tally {
  readonly #counts = new Map<string, Count>();
  readonly #missed = new Map<string, number>();
  accounts = 0;
  #wrong = 0;

  add(findings: readonly Finding[], truth: Truth): void {
    this.accounts += 1;
    const byId = new Map(findings.map((finding) => [nameOf(finding), finding]));
    for (const finding of findings) {
      const { kind, verdict, confidence } = finding;
      const fate = truth.of(nameOf(finding));
      if (verdict !== 'leftover' || !fate || fate.is === 'unknowable') continue;
      const right = fate.is === 'leftover';
      this.#wrong += Number(fate.is === 'live');
      this.#count(`precision, ${confidence}`, right);
      this.#count(`precision, ${kind}`, right);
    }
    for (const [id, { is, cause }] of truth.all()) {
      if (is !== 'leftover') continue;
      const finding = byId.get(id);
      const found = finding?.verdict === 'leftover';
      this.#count('recall, all', found);
      this.#count(`recall, ${cause}`, found);
      if (finding) this.#count(`recall, ${finding.kind}`, found);
      if (!truth.isProvable(id)) continue;
      this.#count('recall, provable', found);
      if (!found) this.#miss(finding);
    }
  }

  of(name: string): Readonly<Count> {
    return this.#counts.get(name) ?? { right: 0, all: 0 };
  }

  get report(): string {
    const rows = [...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const missed = [...this.#missed].toSorted(([, a], [, b]) => b - a);
    return [
      `${this.accounts} accounts lived, ${this.#wrong} live resources called a leftover`,
      ...rows.map(
        ([name, { right, all }]) =>
          `  ${name.padEnd(44)} ${`${right} of ${all}`.padStart(16)} ${((100 * right) / all).toFixed(1).padStart(6)} %`,
      ),
      ...missed.map(([why, count]) => `  provable and missed: ${why}, ${count}`),
    ].join('\n');
  }

  #count(name: string, right: boolean): void {
    const count = this.#counts.get(name) ?? { right: 0, all: 0 };
    this.#counts.set(name, { right: count.right + Number(right), all: count.all + 1 });
  }

  #miss(finding: Finding | undefined): void {
    const why = finding
      ? `${finding.kind} ${finding.verdict} (${finding.row}) ${finding.evidence[0]?.code ?? ''}`
      : 'not listed';
    this.#missed.set(why, (this.#missed.get(why) ?? 0) + 1);
  }
}

/** As states know it. A version of a function shares its function's fate. */
export function nameOf({ id, region }: Pick<Finding, 'id' | 'region'>): string {
  return (id.startsWith(`${region}:`) ? id.slice(region.length + 1) : id).replace(/:\d+$/, '');
}
