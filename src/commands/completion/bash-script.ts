import { shellWord } from '../../text/command-text.ts';
import type { CompletedCommand, CompletedFlag, Operand } from './completed.ts';

/** The parts of the scripts for all shells. */
export interface ScriptParts {
  readonly commands: readonly CompletedCommand[];
  /** Flags of `sst-sweep` alone. */
  readonly flags: readonly CompletedFlag[];
  /** The last scan, of real accounts and of the demo. */
  readonly lastScan: { readonly real: string; readonly demo: string };
  /** The folder of past sweeps, likewise: below it a folder for each account, and in that one for each sweep. */
  readonly pastSweeps: { readonly real: string; readonly demo: string };
}

/**
 * Words of the last scan are compared and never expanded: `compgen -W` would run commands inside them. bash
 * splits at `=` and `:`, so a value may stand behind a word of its own.
 */
export function bashScript(parts: ScriptParts): string {
  const { commands, flags, lastScan, pastSweeps } = parts;
  return `# bash completion for sst-sweep
_sst_sweep_words() {
  local word
  for word in $1; do
    [[ $word == "$current"* ]] && COMPREPLY+=("$word")
  done
}
_sst_sweep_last_scan() {
  local type word file=${shellWord(lastScan.real)}
  [[ " \${COMP_WORDS[*]} " == *" --demo"* ]] && file=${shellWord(lastScan.demo)}
  [[ -r $file ]] || return
  while read -r type word; do
    [[ $type == "$1" && $word == "$current"* ]] && COMPREPLY+=("$word")
  done <"$file"
}
_sst_sweep_past_sweeps() {
  local path name folder=${shellWord(pastSweeps.real)}
  [[ " \${COMP_WORDS[*]} " == *" --demo"* ]] && folder=${shellWord(pastSweeps.demo)}
  for path in "$folder"/*/*/; do
    name=\${path%/}
    name=\${name##*/}
    [[ -d $path && $name == "$current"* ]] && COMPREPLY+=("$name")
  done
}
_sst_sweep_paths() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$current")
  compopt -o filenames 2>/dev/null
}
_sst_sweep() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command='' index
  COMPREPLY=()
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "\${COMP_WORDS[index]}" in
      ${flagsWithValues(parts).join(' | ')}) ((index++)) ;;
      -* | =) ;;
      *) command="\${COMP_WORDS[index]}"; break ;;
    esac
  done
  case "$command $previous" in
${valueCases(parts).join('\n')}
  esac
  case "$command" in
${commands.map((command) => commandCase(command)).join('\n')}
    '')
      if [[ $current == -* ]]; then
        _sst_sweep_words '${names(flags)}'
      else
        _sst_sweep_words '${commands.map(({ name }) => name).join(' ')}'
      fi ;;
  esac
}
complete -F _sst_sweep sst-sweep
`;
}

function names(flags: readonly CompletedFlag[]): string {
  return flags.map(({ long }) => long).join(' ');
}

function commandCase({ name, flags, operands }: CompletedCommand): string {
  return `    ${name})
      if [[ $current == -* ]]; then
        _sst_sweep_words '${names(flags)}'
      else
        ${completer(operands)}
      fi ;;`;
}

/** The shell function that completes such a value. */
function completer(operand: Operand): string {
  switch (operand.type) {
    case 'words':
      return `_sst_sweep_words '${operand.words.join(' ')}'`;
    case 'last-scan':
      return `_sst_sweep_last_scan ${operand.word}`;
    case 'past-sweep':
      return '_sst_sweep_past_sweeps';
    case 'file':
      return '_sst_sweep_paths -f';
    case 'folder':
      return '_sst_sweep_paths -d';
    case 'anything':
    case 'nothing':
      return ':';
    default:
      return operand satisfies never;
  }
}

function flagsWithValues({ commands, flags }: ScriptParts): string[] {
  const all = [...flags, ...commands.flatMap((command) => command.flags)];
  return [
    ...new Set(all.filter(({ operand }) => operand.type !== 'nothing').map(({ long }) => long)),
  ];
}

/** Flags grouped by their values. Most commands share them, so a command is named only where it differs. */
function valueCases({ commands, flags }: ScriptParts): string[] {
  const cases = new Map<string, string[]>();
  for (const { name, flags: own } of [{ name: '', flags }, ...commands])
    for (const { long, operand } of own)
      if (operand.type !== 'nothing') {
        const action = completer(operand);
        cases.set(action, [...(cases.get(action) ?? []), `'${name} ${long}'`]);
      }
  return [...cases].map(
    ([action, patterns]) => `    ${patterns.join(' | ')}) ${action}; return ;;`,
  );
}
