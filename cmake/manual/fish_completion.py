"""Completion for fish: a file for each tool, and one for tarn."""

from command_lines import commands, is_comma_list, kind, operands, options

LEXICONS = """# The names of lexicons, and files that may be some.
function __tarn_lexicons
    printf '%s\\n' @LEXICONS@
    for folder in (string split : -- "$TARN_LEXICONS")
        for file in $folder/*.tsv
            string replace -r '.*/([^/]*)\\.tsv$' '$1' -- $file
        end
    end
    __fish_complete_suffix .tsv
end
"""
COMMAS = """# The words, behind what of a list is there already.
function __tarn_list
    set -l before (string match -r -- '.*,' (commandline -ct | string replace -r -- '^--[^=]*=' ''))
    printf '%s\\n' "$before"$argv
end
"""
TOOL = """# Whether the second word is this: "tarn lexicon export" is not "tarn export".
function __tarn_tool
    set -l words (commandline -opc)
    test "$words[2]" = $argv[1]
end
"""
HEAD = "# Completion for fish, made from the options of the tools.\n"


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def values(option):
    """How the value of an option is completed."""
    if kind(option) == "FILE":
        return " -r -F"
    if kind(option) == "DIR":
        return " -x -a '(__fish_complete_directories)'"
    if kind(option) == "LEXICON":
        return " -x -a '(__tarn_lexicons)'"
    words = " ".join(option["words"])
    if is_comma_list(option) and words:
        return f" -x -a '(__tarn_list {words})'"
    return f" -x -a {quoted(words)}" if words else " -x"


def option_line(start, option):
    names = "".join(f" -s {n[1:]}" if len(n) == 2 else f" -l {n[2:]}" for n in option["names"])
    return f"{start}{names}{values(option) if option['value'] else ''} -d {quoted(option['help'])}"


def command_lines(name, condition, command):
    """Lines for one command, where `condition` holds."""
    start = f"complete -c {name}" + (f" -n {quoted(condition)}" if condition else "")
    lines = [option_line(start, option) for option in options(command)]
    operand = next((kind(o) for o in operands(command)), "")
    if operand == "LEXICON":
        lines.append(f"{start} -f -a '(__tarn_lexicons)'")
    elif operand != "FILE":
        lines.append(f"{start} -f")
    return lines


def tool_lines(name, outer, tool):
    """Lines for a tool under its own name, or for `tarn TOOL` where `outer` holds."""
    subs = " ".join(sub["name"] for sub in tool["subcommands"])
    lines = []
    for words, command in commands(tool):
        inner = ""
        if words != tool["name"]:
            inner = f"__fish_seen_subcommand_from {words.split()[1]}"
        elif subs:
            inner = f"not __fish_seen_subcommand_from {subs}"
        lines += command_lines(name, "; and ".join(part for part in (outer, inner) if part), command)
    for sub in tool["subcommands"]:
        condition = "; and ".join(part for part in (outer, f"not __fish_seen_subcommand_from {subs}") if part)
        lines.append(f"complete -c {name} -n {quoted(condition)} -f -a {sub['name']} -d {quoted(sub['purpose'])}")
    return lines


def files(tools, lexicons):
    """File names with their contents."""
    out = {"fish_functions/__tarn_lexicons.fish": LEXICONS.replace("@LEXICONS@", " ".join(lexicons)),
           "fish_functions/__tarn_list.fish": COMMAS, "fish_functions/__tarn_tool.fish": TOOL}
    whole = ["complete -c tarn -n __fish_use_subcommand -f", "complete -c tarn -n __fish_use_subcommand -s h -l help -d 'Show help'",
             "complete -c tarn -n __fish_use_subcommand -l version -d 'Show versions'",
             "complete -c tarn -n __fish_use_subcommand -a help -d 'Show the help of a tool'"]
    for tool in tools:
        short = tool["short"]
        out[f"fish/{tool['name']}.fish"] = HEAD + "\n".join(tool_lines(tool["name"], "", tool)) + "\n"
        whole.append(f"complete -c tarn -n '__fish_use_subcommand; or __fish_seen_subcommand_from help' -a {short}"
                     f" -d {quoted(tool['purpose'])}")
        whole += tool_lines("tarn", f"__tarn_tool {short}", tool)
    out["fish/tarn.fish"] = HEAD + "\n".join(whole) + "\n"
    return out
