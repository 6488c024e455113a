import { startTask } from './cli/start-task.ts';

// Beside this file, compiled or not.
await startTask(new URL(`cli.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));
