#!/usr/bin/env python3
"""page.py TEMPLATE OUT VERSION JSON...: a page of the manual in scdoc, from what was written by hand and
what the tools say of themselves.

A template (docs/man/NAME.SECTION.scd) is scdoc. A line that begins with "@" is replaced:

    @head PURPOSE          title and NAME; without PURPOSE that of the tool
    @synopsis              SYNOPSIS, from the operands
    @options [alone]       OPTIONS, and COMMANDS where there are subcommands; alone: without the notes of --help
    @tools                 every tool with its purpose
    @exit                  EXIT STATUS
    @diagnostics           DIAGNOSTICS
    @environment NAME...   ENVIRONMENT, of these variables in docs/man/environment.txt
    @see PAGE...           SEE ALSO: these pages, and those that every page names

Blocks of examples may say ```console or ```sh, as tests/scripts/readme.py wants them.
"""

import re
import sys
from itertools import groupby
from pathlib import Path

from command_lines import load, operands, options

COMMON = "Common to all tools"


def plain(text):
    """Text in which scdoc sees no marks."""
    return re.sub(r"([\\*_]|^[-#|\[\]>.])", r"\\\1", text)


def names_of(option):
    value = f" _{plain(option['value'])}_" if option["value"] else ""
    return f"*{', '.join(plain(name) for name in option['names'])}*{value}"


def described(option):
    sentences = [plain(option["help"])]
    if option["words"]:
        sentences.append("Values: " + plain(", ".join(option["words"])))
    if option["default"]:
        sentences.append("Default: " + plain(option["default"]))
    if option["list"] and option["value"]:
        sentences.append("May be given several times")
    if option["required"]:
        sentences.append("Required")
    return ". ".join(s.rstrip(".") for s in sentences) + "."


def option_list(these):
    return "\n\n".join(f"{names_of(option)}\n\t{described(option)}" for option in these)


def arguments(command):
    """What a command cannot do without, and its operands, for the synopsis."""
    words = [f"*{plain(o['names'][0])}* _{plain(o['value'])}_" for o in options(command) if o["required"]]
    words.append("[_OPTION_]...")
    these = operands(command)
    for operand in these:
        # Several operands are told apart by their names.
        word = f"_{plain(operand['names'][0].upper() if len(these) > 1 else operand['value'])}_" + ("..." if operand["list"] else "")
        words.append(word if operand["required"] else f"[{word}]")
    return " ".join(words)


def synopsis(tool):
    if not tool["subcommands"]:
        lines = [f"*{tool['name']}* {arguments(tool)}"]
    else:
        lines = [f"*{tool['name']} {sub['name']}* {arguments(sub)}"
                 for sub in tool["subcommands"]]
    return "# SYNOPSIS\n\n" + "\n\n".join(lines)


def notes(text):
    """Paragraphs of the notes; indented lines are a table and stay as they are."""
    for is_table, lines in groupby(text.splitlines(), lambda line: line.startswith("  ")):
        yield "```\n" + "\n".join(lines) + "\n```" if is_table else plain(" ".join(lines))


def options_section(tool, with_notes):
    own = [o for o in options(tool) if o["group"] != COMMON]
    common = [o for o in options(tool) if o["group"] == COMMON]
    parts = []
    if tool["subcommands"]:
        parts.append("# COMMANDS")
        for sub in tool["subcommands"]:
            parts.append(f"## {tool['name']} {sub['name']}")
            parts.append(plain(sub["purpose"]).rstrip(".") + ".")
            parts.append(option_list(o for o in options(sub) if "--help" not in o["names"]))
    parts += ["# OPTIONS", option_list(own), f"## {COMMON}", option_list(common)]
    if with_notes and tool["notes"]:
        parts += notes(tool["notes"])
    return "\n\n".join(part for part in parts if part)


def exit_section(tool):
    return "# EXIT STATUS\n\n" + "\n\n".join(
        f"*{status}*\n\t{plain(meaning).capitalize()}." for status, meaning in enumerate(tool["exit_status"]))


DIAGNOSTICS = """# DIAGNOSTICS

Messages go to standard error, one line each: *TOOL: FILE:LINE:COLUMN: error: TEXT*, or *warning* in its place. Standard
input is _<stdin>_; columns are bytes from 1. Control characters of quoted input are shown as escapes. Of one kind at
most 20 are shown, then their number. *--quiet* silences warnings, never errors."""


def environment(names, folder):
    texts = dict(line.split("\t") for line in (folder / "environment.txt").read_text().splitlines() if line)
    return "# ENVIRONMENT\n\n" + "\n\n".join(f"*{plain(name)}*\n\t{texts[name]}" for name in names)


def see_also(name, pages):
    own = f"{Path(name).stem}({Path(name).suffix[1:]})"
    everywhere = ["tarn(1)", "tarn(7)", "tarn-records(5)"]
    return "# SEE ALSO\n\n" + ", ".join(f"*{page}*" for page in [*pages, *everywhere] if page != own)


def page(template, version, tools):
    """The page as scdoc takes it."""
    name = template.name.removesuffix(".scd")
    title, section = name.rsplit(".", 1)
    tool = next((t for t in tools if t["name"] == title and section == "1"), None)

    def replaced(match):
        words = match[1].split()
        if words[0] == "head":
            purpose = " ".join(words[1:]) or tool["purpose"][0].lower() + tool["purpose"][1:].rstrip(".")
            return f'{title}({section}) "tarn {version}" "tarn"\n\n# NAME\n\n{title} - {plain(purpose)}'
        if words[0] == "tools":
            return "\n\n".join(f"*tarn-{t['short']}*(1)\n\t{plain(t['purpose'])}" for t in tools)
        made = {"synopsis": lambda: synopsis(tool), "options": lambda: options_section(tool, words[1:] != ["alone"]),
                "exit": lambda: exit_section(tool), "diagnostics": lambda: DIAGNOSTICS,
                "environment": lambda: environment(words[1:], template.parent),
                "see": lambda: see_also(name, words[1:])}
        return made[words[0]]()

    text = re.sub(r"^@(.*)$", replaced, template.read_text(), flags=re.M)
    # Backslashes are escapes in blocks too.
    return re.sub(r"^```(?:console|sh)?\n(.*?)^```$", lambda m: "```\n" + m[1].replace("\\", r"\\") + "```", text,
                  flags=re.M | re.S)


def main():
    template, out, version = sys.argv[1:4]
    text = page(Path(template), version, load(sys.argv[4:]))
    Path(out).write_text(text)


if __name__ == "__main__":
    main()
