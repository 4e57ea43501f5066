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
