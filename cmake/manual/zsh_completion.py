"""Completion for zsh: one file for all tools."""

from command_lines import commands, is_comma_list, kind, operands, options

CODE = r"""#compdef tarn @NAMES@
# Completion for zsh, made from the options of the tools.

_tarn_lexicons() {
  local -a names
  local folder
  names=(@LEXICONS@)
  for folder in ${(s.:.)TARN_LEXICONS}; do names+=($folder/*.tsv(N:t:r)); done
  _alternative "lexicons:lexicon:($names)" 'files:file:_files -g "*.tsv"'
}

@FUNCTIONS@
_tarn_tool() {
  local curcontext=$curcontext state line
  _arguments -C '(- *)'{-h,--help}'[Show help]' '(- *)--version[Show versions]' \
    '1:tool:((@TOOLS@ help\:"Show the help of a tool"))' '*::argument:->argument'
  [[ $state == argument ]] || return
  if [[ $words[1] == help ]]; then
    _arguments '1:tool:(@SHORT@)'
  elif (( $+functions[_tarn-$words[1]] )); then
    _tarn-$words[1]
  fi
}

case $service in
  tarn) _tarn_tool ;;
  tarn-*) _$service ;;
esac
"""

ACTIONS = {"FILE": "_files", "DIR": "_files -/", "LEXICON": "_tarn_lexicons"}


def plain(text):
    """Text inside of single quotes and of the brackets of a specification."""
    for mark in "\\[]:":
        text = text.replace(mark, "\\" + mark)
    return text.replace("'", "’").replace('"', "”").replace("`", "’")


def action(option):
    if kind(option) in ACTIONS:
        return ACTIONS[kind(option)]
    if not option["words"]:
        return " "
    words = " ".join(option["words"])
    return f"_values -s , {plain(kind(option))} {words}" if is_comma_list(option) else f"({words})"


def specification(option):
    value = f":{plain(kind(option))}:{action(option)}" if option["value"] else ""
    text = f"[{plain(option['help'])}]{value}"
    names = option["names"]
    # "--format=csv" and "-j2" are words too.
    marked = [name + ("=" if name.startswith("--") else "+") for name in names] if value else names
    several = option["list"] and option["value"]
    alone = f"'({' '.join(names)})'" if len(names) > 1 and not several else ""
    spread = "{" + ",".join(marked) + "}" if len(names) > 1 else marked[0]
    return f"{chr(39) + '*' + chr(39) if several else alone}{spread}'{text}'"


def function(words, command):
    lines = [specification(option) for option in options(command)]
    for number, operand in enumerate(operands(command), 1):
        place = "*" if operand["list"] else str(number)
        lines.append(f"'{place}:{plain(kind(operand))}:{action(operand)}'")
    name = "_" + words.replace(" ", "_")
    if not command["subcommands"]:
        return f"{name}() {{\n  _arguments -s \\\n    " + " \\\n    ".join(lines) + "\n}\n"
    subs = " ".join(f'{sub["name"]}\\:"{plain(sub["purpose"])}"' for sub in command["subcommands"])
    lines += [f"'1:command:(({subs}))'", "'*::argument:->argument'"]
    return (f"{name}() {{\n  local curcontext=$curcontext state line\n  _arguments -s -C \\\n    "
            + " \\\n    ".join(lines)
            + f"\n  [[ $state == argument ]] && (( $+functions[{name}_$words[1]] )) && {name}_$words[1]\n}}\n")


def files(tools, lexicons):
    """File names with their contents."""
    text = CODE
    every = [pair for tool in tools for pair in commands(tool)]
    described = " ".join(f'{tool["short"]}\\:"{plain(tool["purpose"])}"' for tool in tools)
    for mark, value in (("FUNCTIONS", "\n".join(function(*pair) for pair in every)), ("LEXICONS", " ".join(lexicons)),
                        ("TOOLS", described), ("SHORT", " ".join(tool["short"] for tool in tools)),
                        ("NAMES", " ".join(tool["name"] for tool in tools))):
        text = text.replace(f"@{mark}@", value)
    return {"zsh/_tarn": text}
