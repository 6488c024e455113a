import type { Evidence } from '../model/finding.ts';
import { isLessSure, type Confidence, type Verdict } from '../model/verdict.ts';
import type { Question } from '../model/question.ts';
import type { Subject } from './subject.ts';

/** The verdict of one row on a resource. */
export interface Decision {
  readonly row: number;
  readonly verdict: Verdict;
  readonly confidence: Confidence | null;
  readonly evidence: readonly Evidence[];
  readonly busyUntil: string | null;
  /** The distribution answers, and nothing else speaks against it so far. */
  readonly answers: boolean;
}

/** The facts besides the subject that rows may use. */
export interface Judgement {
  /**
   * The decision on another resource; null: it is not SST's; undefined: it is in the same cycle and not
   * judged yet.
   */
  decisionOn(key: string): Decision | null | undefined;
  /** The answer to a look-up; null where it is missing, which is noted. */
  ask(question: Question): ReturnType<Subject['index']['answer']>;
}

/** One row of the design's verdict table. Rows are data, so that a test can remove one. */
export interface Row {
  readonly number: number;
  /** Null: the row does not hold, the next one is asked. `'not-listed'`: the resource is not SST's. */
  decide(subject: Subject, judgement: Judgement): Omit<Decision, 'row'> | 'not-listed' | null;
}

export function evidence(code: string, source: string, detail: string): Evidence {
  return { code, source, detail };
}

export function verdict(
  name: Verdict,
  reasons: readonly Evidence[],
  more: {
    readonly confidence?: Confidence;
    readonly busyUntil?: string;
    readonly answers?: boolean;
  } = {},
): Omit<Decision, 'row'> {
  return {
    verdict: name,
    confidence: more.confidence ?? null,
    evidence: reasons,
    busyUntil: more.busyUntil ?? null,
    answers: more.answers ?? false,
  };
}

/** Null where none of the confidences is given. */
export function leastSure(...confidences: readonly (Confidence | null)[]): Confidence | null {
  return confidences
    .filter((each) => each !== null)
    .reduce<Confidence | null>(
      (least, each) => (least === null || isLessSure(each, least) ? each : least),
      null,
    );
}
