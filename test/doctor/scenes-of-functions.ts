import { createFunction, functionOutput, type Scene } from './scene.ts';
import { aFunction, functionEntry, taken } from './scenes.ts';

export const functionScenes: readonly Scene[] = [
  {
    says: 'a function that a completed remove left is swept',
    code: 'FunctionAlreadyExists 409',
    prepare(account, home) {
      account.with(aFunction(account, taken));
      home
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 40 }), [functionEntry(taken)], { version: '3.7.15' })
        .remove(account.ago({ days: 9 }), { version: '3.7.15' });
    },
    output: functionOutput,
    create: createFunction(taken),
    cause: 'leftover',
  },
  {
    says: 'a function that a failed remove still claims goes with sst remove',
    code: 'FunctionAlreadyExists 409',
    prepare(account, home) {
      account.with(aFunction(account, taken));
      home
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 40 }), [functionEntry(taken)], { version: '3.3.44' })
        .remove(account.ago({ days: 9 }), {
          version: '3.3.44',
          entries: [functionEntry(taken)],
          errors: [{ message: 'FunctionInUse: it is in use by 1 distributions.' }],
        });
    },
    output: functionOutput,
    create: createFunction(taken),
    cause: 'failed-remove',
  },
];
