import { spawn } from 'node:child_process';

/**
 * Runs a server for as long as the process that wants it lives: however that one ends, our standard
 * input ends with it. Called as `guard.ts COMMAND WORD...`.
 */
const [command = '', ...words] = process.argv.slice(2);
const graceMs = 3000;

const server = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit'] });

function stop(): void {
  server.kill();
  setTimeout(() => server.kill('SIGKILL'), graceMs).unref();
}

server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
  process.stdin.destroy();
});
server.on('exit', (code) => {
  process.exitCode = code ?? 1;
  process.stdin.destroy();
});
process.stdin.resume().once('end', stop).once('error', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
