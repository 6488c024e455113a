import { mutationsOf, type Mutation } from '../mutation.ts';

/** Stages that are not meant to exist, and the command of others that removes them. */
export const stageRemovals: readonly Mutation[] = [
  ...mutationsOf('src/commands/removing/unremovable.ts', {
    'removal: production is removed': [
      "if (isProductionName(stage.stage)) return 'production';",
      '',
    ],
    'removal: what was deployed today is removed': [
      "if (!isIdle(stage, { now, idleMs: durations.dayMs })) return 'recent';",
      '',
    ],
    'removal: keep rules do not count': ["if (holdsKept(stage, surroundings)) return 'kept';", ''],
    'removal: any name is taken': ["if (!isOfSst(stage)) return 'odd-name';", ''],
    'removal: a stage of another app is removed': [
      "if (!namesApp(command) && project?.app !== app) return 'other-app';",
      '',
    ],
    'removal: what was not looked up is removed': [
      "if (stageCommand(stage, all) === null) return 'not-looked-up';",
      '',
    ],
  }),
  ...mutationsOf('src/commands/removing/run-removals.ts', {
    'removal: the list is asked once': [
      'wanted.isWanted(removal.stage)',
      'context.wantedStages?.isWanted(removal.stage)',
    ],
    'removal: it goes on where nothing was removed': [
      "isOver = ended.reason === 'still-there';",
      'isOver = false;',
    ],
    'removal: commands begin after the time of --timeout': [
      'if (isOver || signal.aborted || leftMs <= 0) {',
      'if (isOver || signal.aborted) {',
    ],
    'removal: the sweep rests on the look before it': ['look = after.look;', ''],
  }),
  ...mutationsOf('src/commands/removing/planned-removals.ts', {
    'removal: any number of stages goes at once': [
      'planned <= options.maxRemovals',
      'planned >= 0',
    ],
  }),
  ...mutationsOf('src/commands/sweeping/rails.ts', {
    'removal: data goes without --delete-data': [
      'removeWith !== null && typed.length === 0 && !deleteData',
      'false && removeWith !== null && typed.length === 0 && !deleteData',
    ],
  }),
  ...mutationsOf('src/commands/input/narrow-found-config.ts', {
    'config: one that was found lets the youngest go': ['age < durations.hourMs', 'age < 0'],
    'removal: a config that was found may name the command': [
      "if (config.removeWith !== undefined) dropped.push('removeWith');",
      '',
    ],
  }),
  ...mutationsOf('src/advice/removal.ts', {
    'removal: another app of that stage is not said': [
      'each.stage === stage && each.app !== app',
      'each.stage === stage && each.app === app',
    ],
    'removal: a stage of another app that is gone is said': [
      "each.app !== app && each.status !== 'removed'",
      'each.app !== app',
    ],
  }),
];
