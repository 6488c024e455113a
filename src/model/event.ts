import type { Gap } from './gap.ts';
import type { Outcome, Step } from './plan.ts';
import type { StageRemoval } from './stage-removal.ts';

/** Events as they happen: the screen and `ndjson` are both made from these. */
export type Event =
  | { readonly type: 'scan-started'; readonly account: string }
  | {
      readonly type: 'scan-progress';
      readonly phase: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'gap-found'; readonly gap: Gap }
  | { readonly type: 'scan-finished'; readonly calls: number }
  /** Everything was read; now the match judges it, which lets nothing else run. */
  | { readonly type: 'judging'; readonly resources: number }
  | { readonly type: 'judged' }
  | {
      readonly type: 'sweep-started';
      readonly sweep: string;
      readonly steps: number;
      /** The plan's own estimate of its duration. */
      readonly seconds?: number;
    }
  | { readonly type: 'step-started'; readonly step: Step }
  | {
      readonly type: 'step-waiting';
      readonly step: Step;
      readonly since: string;
      readonly detail: string;
    }
  | {
      readonly type: 'step-progress';
      readonly step: Step;
      readonly done: number;
      readonly detail: string;
    }
  | { readonly type: 'step-finished'; readonly step: Step; readonly outcome: Outcome }
  | { readonly type: 'sweep-finished'; readonly sweep: string }
  /** The command of `--remove-with` for one stage. */
  | ({ readonly type: 'removal-started' } & Pick<StageRemoval, 'app' | 'stage' | 'region'>)
  | ({ readonly type: 'removal-finished' } & Omit<StageRemoval, 'command'>)
  /** A resource is being restored: the action, or its outcome. */
  | {
      readonly type: 'restore-progress';
      readonly key: string;
      readonly detail: string;
      readonly ended: boolean;
    };

export type Emit = (event: Event) => void;
