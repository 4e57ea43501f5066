"""The command lines of the tools, as each tells it with --describe."""

import json
from pathlib import Path

# The order of the pipe; a tool that is not here comes behind, by name.
ORDER = ["ingest", "tokenize", "theme", "stance", "aggregate", "report", "kwic", "compare", "lexicon", "evaluate",
         "export"]


def load(paths):
    """The command lines in files of JSON, in the order of the pipe."""
    tools = [json.loads(Path(path).read_text()) for path in paths]
    for tool in tools:
        tool["short"] = tool["name"].removeprefix("tarn-")
    return sorted(tools, key=lambda t: (ORDER.index(t["short"]) if t["short"] in ORDER else len(ORDER), t["short"]))


def options(command):
    """The options of a tool or subcommand, operands left out."""
    return [option for option in command["options"] if not option["operand"]]


def operands(command):
    return [option for option in command["options"] if option["operand"]]


def commands(tool):
    """The tool and its subcommands as (words, command), each with all the options that it takes."""
    out = [(tool["name"], tool)]
    for sub in tool["subcommands"]:
        own = {name for option in sub["options"] for name in option["names"]}
        shared = [option for option in options(tool) if not own & set(option["names"])]
        out.append((f"{tool['name']} {sub['name']}", {**sub, "options": sub["options"] + shared, "subcommands": []}))
    return out


def kind(option):
    """What a value is, without the mark of a list."""
    return option["value"].removesuffix(",...")


def is_comma_list(option):
    return option["value"].endswith(",...")
