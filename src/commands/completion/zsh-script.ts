import { shellWord } from '../../text/command-text.ts';
import type { ScriptParts } from './bash-script.ts';
import type { CompletedFlag, Operand } from './completed.ts';

/** For `eval` and for a file in `fpath`. Words of the last scan reach zsh in arrays, which it does not expand. */
export function zshScript({ commands, flags, lastScan, pastSweeps }: ScriptParts): string {
  return `#compdef sst-sweep
_sst_sweep_last_scan() {
  local type word file=${shellWord(lastScan.real)}
  local -a found
  [[ " \${typed[*]} " == *" --demo"* ]] && file=${shellWord(lastScan.demo)}
  [[ -r $file ]] || return 1
  while read -r type word; do
    [[ $type == "$1" ]] && found+=("$word")
  done <"$file"
  compadd -a found
}
_sst_sweep_past_sweeps() {
  local folder=${shellWord(pastSweeps.real)}
  [[ " \${typed[*]} " == *" --demo"* ]] && folder=${shellWord(pastSweeps.demo)}
  local -a found=("$folder"/*/*(N/:t))
  compadd -a found
}
_sst_sweep_command() {
  local -a commands=(
${commands.map(({ name, text }) => `    ${described(name, text)}`).join('\n')}
  )
  _describe -t commands command commands
}
_sst_sweep() {
  local curcontext="$curcontext" state line
  # _arguments narrows words.
  local -a typed=("\${words[@]}")
  typeset -A opt_args
  _arguments -C -S -A '-*' \\
${flags.map((flag) => `    ${argument(flag)} \\`).join('\n')}
    '1: :_sst_sweep_command' \\
    '*:: :->rest' && return
  case $line[1] in
${commands
  .map(
    ({ name, flags: own, operands }) => `    ${name})
      _arguments -S \\
${[...own.map(argument), `'*: :${completer(operands)}'`].map((each) => `        ${each}`).join(' \\\n')} ;;`,
  )
  .join('\n')}
  esac
}
if [[ $funcstack[1] == _sst-sweep ]]; then
  _sst_sweep "$@"
else
  compdef _sst_sweep sst-sweep
fi
`;
}

function described(name: string, text: string): string {
  return shellWord(`${name}:${text}`);
}

/** One flag of `_arguments`: it may stand again, and its text stands in brackets. */
function argument({ long, short, text, operand }: CompletedFlag): string {
  const about = text.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
  const value = operand.type === 'nothing' ? '' : `:${long.slice(2)}:${completer(operand)}`;
  const form = (name: string) => `'*${name}[${about.replaceAll("'", "'\\''")}]${value}'`;
  return [long, ...(short === null ? [] : [short])].map(form).join(' ');
}

function completer(operand: Operand): string {
  switch (operand.type) {
    case 'words':
      return `(${operand.words.join(' ')})`;
    case 'last-scan':
      return `{_sst_sweep_last_scan ${operand.word}}`;
    case 'past-sweep':
      return '{_sst_sweep_past_sweeps}';
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'anything':
    case 'nothing':
      return ' ';
    default:
      return operand satisfies never;
  }
}
