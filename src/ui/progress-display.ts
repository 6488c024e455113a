/** The work of this moment, for whichever display shows it. */
export interface Status {
  readonly text: string;
  /** From 0 to 1; null: unknown. */
  readonly share: number | null;
  /** `1:05`, and the time that all of it should take where that is known. */
  readonly time: string;
}

/** Where progress is shown. */
export interface ProgressDisplay {
  /** A run begins or ends. */
  line(text: string): void;
  /** The outcome of one step. */
  detail(text: string): void;
  /** A stretch of work or a wait begins. */
  phase(text: string): void;
  status(status: Status): void;
  /** Long work that lets nothing else run begins: whatever turns must turn by itself. */
  blocked(status: Status): void;
  stop(): void;
}
