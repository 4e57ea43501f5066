"""Completion for bash: one file for all tools, and one for each that reads it."""

from command_lines import commands, is_comma_list, kind, operands, options

CODE = r"""
# The options of a command, what its operands are, its subcommands; or what one of its options takes.
_tarn_facts() {
  options='' operand='' subcommands='' kind='' words='' list=''
  case $1 in
@COMMANDS@
  esac
  [ $# -gt 1 ] || return 0
  case "$1 $2" in
@VALUES@
  esac
}

_tarn_lexicons() {
  local folder file
  printf '%s\n' @LEXICONS@
  local IFS=:
  for folder in ${TARN_LEXICONS-}; do
    for file in "$folder"/*.tsv; do
      [ -e "$file" ] && file=${file##*/} && printf '%s\n' "${file%.tsv}"
    done
  done
}

# Completes $cur to a value of this kind, from these words.
_tarn_value() {
  local before='' word=$cur
  if [ -n "$list" ] && [[ $cur == *,* ]]; then before=${cur%,*}, word=${cur##*,}; fi
  case $1 in
    FILE) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    DIR) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    LEXICON)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -W "$(_tarn_lexicons)" -- "$cur"; compgen -d -- "$cur"
        compgen -f -X '!*.tsv' -- "$cur") ;;
    *) mapfile -t COMPREPLY < <(compgen -P "$before" -W "$2" -- "$word") ;;
  esac
}

_tarn() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local options operand subcommands kind words list
  # "--format=csv" comes as three words.
  if [ "$cur" = = ]; then cur=''; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  local command=${COMP_WORDS[0]##*/} i=1
  if [ "$command" = tarn ]; then
    if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "$prev" = help ]; }; then
      mapfile -t COMPREPLY < <(compgen -W '@TOOLS@ help --help --version' -- "$cur")
      return
    fi
    command=tarn-${COMP_WORDS[1]} i=2
  fi
  _tarn_facts "$command"
  if [ -n "$subcommands" ]; then
    for ((; i < COMP_CWORD; i++)); do
      if [[ " $subcommands " == *" ${COMP_WORDS[i]} "* ]]; then command+=" ${COMP_WORDS[i]}"; break; fi
    done
  fi
  _tarn_facts "$command" "$prev"
  if [ -n "$kind" ]; then
    _tarn_value "$kind" "$words"
  elif [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
  elif [ -n "$subcommands" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$subcommands" -- "$cur")
  elif [ -n "$operand" ]; then
    list=''
    _tarn_value "$operand" ''
  fi
}

complete -F _tarn tarn @NAMES@
"""


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def command_case(words, command):
    shown = " ".join(option["names"][-1] for option in options(command))
    operand = next((kind(o) for o in operands(command)), "")
    subs = " ".join(sub["name"] for sub in command["subcommands"])
    return f"    {quoted(words)}) options={quoted(shown)} operand={quoted(operand)} subcommands={quoted(subs)} ;;"


def value_cases(words, command):
    for option in options(command):
        if option["value"]:
            pattern = "|".join(quoted(f"{words} {name}") for name in option["names"])
            yield (f"    {pattern}) kind={quoted(kind(option))} words={quoted(' '.join(option['words']))}"
                   f" list={'1' if is_comma_list(option) else quoted('')} ;;")


def files(tools, lexicons):
    """File names below completions/ with their contents."""
    every = [pair for tool in tools for pair in commands(tool)]
    text = "# Completion for bash, made from the options of the tools." + CODE
    for mark, value in (("COMMANDS", "\n".join(command_case(*pair) for pair in every)),
                        ("VALUES", "\n".join(case for pair in every for case in value_cases(*pair))),
                        ("LEXICONS", " ".join(lexicons)), ("TOOLS", " ".join(tool["short"] for tool in tools)),
                        ("NAMES", " ".join(tool["name"] for tool in tools))):
        text = text.replace(f"@{mark}@", value)
    reader = "# Completion for bash: that of all tools.\n. \"${BASH_SOURCE[0]%/*}/tarn\"\n"
    return {"bash/tarn": text, **{f"bash/{tool['name']}": reader for tool in tools}}
