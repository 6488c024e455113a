import type { Finding } from '../../src/model/finding.ts';
import type { Fate, Truth } from './truth.ts';

interface Count {
  right: number;
  all: number;
}

/** Precision and recall by kind, cause, confidence and family, and what was missed by which row. */
export class Tally {
  readonly #counts = new Map<string, Count>();
  readonly #missed = new Map<string, number>();
  readonly #accounts = new Map<string, number>();
  #wrong = 0;

  add(findings: readonly Finding[], truth: Truth, family: string): void {
    this.#accounts.set(family, (this.#accounts.get(family) ?? 0) + 1);
    for (const finding of findings) {
      const { kind, verdict, confidence } = finding;
      const fate = fateOf(finding, truth);
      if (verdict !== 'leftover' || !fate || fate.is === 'unknowable') continue;
      const right = fate.is === 'leftover';
      this.#wrong += Number(fate.is === 'live');
      for (const by of ['all', confidence, kind, fate.cause, `family ${family}`])
        this.#count(`precision, ${by}`, right);
    }
    const byKey = new Map(findings.map((finding) => [finding.key, finding]));
    const byId = new Map(findings.map((finding) => [nameOf(finding), finding]));
    for (const finding of findings) byId.set(versionOf(finding), finding);
    for (const [id, { is, cause }] of truth.all()) {
      if (is !== 'leftover') continue;
      const finding = byId.get(id);
      const found = finding?.verdict === 'leftover';
      for (const by of ['all', cause, `family ${family}`]) this.#count(`recall, ${by}`, found);
      if (finding) this.#count(`recall, ${finding.kind}`, found);
      for (const sure of ['certain', 'high', 'low'])
        this.#count(`recall, as ${sure}`, found && finding.confidence === sure);
      if (!truth.isProvable(id)) continue;
      // Whatever its state says, nothing proves it left over while something that lives may reach it, or
      // something of which nothing can prove that it does not live.
      const behind = finding ? whatHoldsBack(finding, byKey, truth) : null;
      if (behind !== null) {
        this.#count(`held back behind what ${behind}, ${family}`, true);
        continue;
      }
      this.#count(`recall, provable, ${family}`, found);
      if (finding) this.#count(`recall, provable and listed, ${family}`, found);
      if (!found) this.#miss(family, finding);
    }
  }

  of(name: string): Readonly<Count> {
    return this.#counts.get(name) ?? { right: 0, all: 0 };
  }

  /** What was lived, in order of its names. */
  get families(): readonly string[] {
    return [...this.#accounts.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  }

  get report(): string {
    const rows = [...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const missed = [...this.#missed].toSorted(([, a], [, b]) => b - a);
    const accounts = [...this.#accounts].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const lived = accounts.reduce((sum, [, count]) => sum + count, 0);
    return [
      `${lived} accounts lived, ${this.#wrong} live resources called a leftover`,
      ...accounts.map(([family, count]) => `  accounts, ${family.padEnd(34)} ${count}`),
      ...rows.map(
        ([name, { right, all }]) =>
          `  ${name.padEnd(52)} ${`${right} of ${all}`.padStart(16)} ${((100 * right) / all).toFixed(1).padStart(6)} %`,
      ),
      ...missed.map(([why, count]) => `  provable and missed: ${why}, ${count}`),
    ].join('\n');
  }

  #count(name: string, right: boolean): void {
    const count = this.#counts.get(name) ?? { right: 0, all: 0 };
    this.#counts.set(name, { right: count.right + Number(right), all: count.all + 1 });
  }

  #miss(family: string, finding: Finding | undefined): void {
    const why = finding
      ? `${finding.kind} ${finding.verdict} (${finding.row}) ${finding.evidence[0]?.code ?? ''}`
      : 'not listed';
    const key = `${family === 'everyday' ? 'everyday' : 'newer families'}: ${why}`;
    this.#missed.set(key, (this.#missed.get(key) ?? 0) + 1);
  }
}

/** Does its verdict come from something that really lives, or that is left over without any proof? */
function whatHoldsBack(
  finding: Finding,
  byKey: ReadonlyMap<string, Finding>,
  truth: Truth,
  seen: ReadonlySet<string> = new Set(),
): 'lives' | 'nothing proves' | null {
  const [reason] = finding.evidence;
  if (!reason || seen.has(finding.key) || finding.row !== 5) return null;
  const user = byKey.get(reason.source);
  if (!user) return null;
  const fate = fateOf(user, truth);
  if (reason.code === 'behind-other' && fate?.is === 'live') return 'lives';
  if (fate?.is === 'leftover' && !truth.isProvable(nameOf(user))) return 'nothing proves';
  return whatHoldsBack(user, byKey, truth, new Set([...seen, finding.key]));
}

/** What became of it: a version may have a fate of its own, else it shares its function's. */
export function fateOf(finding: Pick<Finding, 'id' | 'region'>, truth: Truth): Fate | null {
  return truth.of(versionOf(finding)) ?? truth.of(nameOf(finding));
}

/** As states know it. */
function nameOf(finding: Pick<Finding, 'id' | 'region'>): string {
  return versionOf(finding).replace(/:\d+$/, '');
}

/** With a version's number, where it is one. */
function versionOf({ id, region }: Pick<Finding, 'id' | 'region'>): string {
  return id.startsWith(`${region}:`) ? id.slice(region.length + 1) : id;
}
