/** What each shell evaluates: it asks `foldwise __complete <words>`, and falls back to file names. */
export const completionScripts: Readonly<Record<string, string>> = {
  bash: `# foldwise: completion for bash
_foldwise() {
  local IFS=$'\\n'
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=($(compgen -W "$(foldwise __complete "\${words[@]}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _foldwise foldwise
`,
  zsh: `# foldwise: completion for zsh
_foldwise() {
  local -a found
  found=("\${(@f)$(foldwise __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
compdef _foldwise foldwise
`,
  fish: `# foldwise: completion for fish
complete -c foldwise -a '(foldwise __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
};
