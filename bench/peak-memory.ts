import { readFileSync } from 'node:fs';

/**
 * The most memory that a process had in RAM so far, in bytes, as Linux counts it; null: it has ended, or this
 * is no Linux. `process.resourceUsage().maxRSS` is no such figure: a child begins with its parent's.
 */
export function peakMemoryOf(pid: number | 'self'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
