import type { OwnCommandName } from '../../model/command.ts';

type Completed = 'kinds' | 'confidences' | 'failures' | 'formats' | 'file' | 'folder' | LastScan;

/** Words of the last scan of this machine. */
type LastScan = 'last-app' | 'last-stage' | 'last-pair';

/** The facts about one flag. The help page shows them in this order. */
export interface FlagRow {
  /** As commander reads it; `<...>` takes a value. */
  readonly flags: string;
  readonly text: string;
  /** Where the flag has another meaning for a command. */
  readonly textFor?: Readonly<Partial<Record<OwnCommandName, string>>>;
  readonly commands: readonly OwnCommandName[];
  /** It may be given several times. */
  readonly isList?: boolean;
  /** The line of its command's page; without one it is in the line of the flag before it. */
  readonly help?: readonly [group: HelpGroup, text: string];
  /** It decides where a command looks, so printed commands repeat it, in this order. */
  readonly repeated?: number;
  /** A saved plan has its own value: with another one it would be another plan. Printed commands repeat it, after those. */
  readonly isOfPlan?: boolean;
  readonly completed?: Completed;
  /** Known only so that it can be refused with the name of the right flag. */
  readonly isHidden?: boolean;
}

export const helpGroups = ['Where', 'Which', 'Judge', 'Choose', 'Run', 'Output', 'More'] as const;
type HelpGroup = (typeof helpGroups)[number];
