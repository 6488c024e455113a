import { shellWord } from '../../text/command-text.ts';
import type { ScriptParts } from './bash-script.ts';
import type { CompletedFlag, Operand } from './completed.ts';

/** fish splits the output of a function into words, and expands none of them. */
export function fishScript({ commands, flags, lastScan, pastSweeps }: ScriptParts): string {
  return `# fish completion for sst-sweep
function __sst_sweep_last_scan
    set -l file ${shellWord(lastScan.real)}
    string match -q -- '*--demo*' (commandline -opc); and set file ${shellWord(lastScan.demo)}
    test -r $file; or return
    string match -r -- "^$argv[1] .*" <$file | string replace -- "$argv[1] " ''
end
function __sst_sweep_past_sweeps
    set -l folder ${shellWord(pastSweeps.real)}
    string match -q -- '*--demo*' (commandline -opc); and set folder ${shellWord(pastSweeps.demo)}
    set -l paths $folder/*/*/
    string replace -r -- '.*/([^/]+)/$' '$1' $paths
end
complete -c sst-sweep -f
${flags.map((flag) => flagLine('__fish_use_subcommand', flag)).join('\n')}
${commands
  .flatMap(({ name, text, flags: own, operands }) => {
    const seen = `__fish_seen_subcommand_from ${name}`;
    return [
      `complete -c sst-sweep -n __fish_use_subcommand -a ${name} -d ${shellWord(text)}`,
      ...own.map((flag) => flagLine(seen, flag)),
      ...(operands.type === 'nothing'
        ? []
        : [`complete -c sst-sweep -n '${seen}' ${completer(operands)}`]),
    ];
  })
  .join('\n')}
`;
}

function flagLine(condition: string, { long, short, text, operand }: CompletedFlag): string {
  return [
    `complete -c sst-sweep -n '${condition}' -l ${long.slice(2)}`,
    ...(short === null ? [] : [`-s ${short.slice(1)}`]),
    ...(operand.type === 'nothing' ? [] : [completer(operand)]),
    `-d ${shellWord(text)}`,
  ].join(' ');
}

function completer(operand: Operand): string {
  switch (operand.type) {
    case 'words':
      return `-x -a '${operand.words.join(' ')}'`;
    case 'last-scan':
      return `-x -a '(__sst_sweep_last_scan ${operand.word})'`;
    case 'past-sweep':
      return "-x -a '(__sst_sweep_past_sweeps)'";
    case 'file':
      return '-r -F';
    case 'folder':
      return "-x -a '(__fish_complete_directories)'";
    case 'anything':
    case 'nothing':
      return '-x';
    default:
      return operand satisfies never;
  }
}
