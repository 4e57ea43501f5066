#!/usr/bin/env python3
"""completions.py FOLDER LEXICONS JSON...: writes the completions of all shells into a folder; LEXICONS is the folder of
the shipped lexicons."""

import sys
from pathlib import Path

import bash_completion
import fish_completion
import zsh_completion
from command_lines import load

folder, lexicon_folder = Path(sys.argv[1]), Path(sys.argv[2])
tools = load(sys.argv[3:])
# The files of constants lie beside the lexicons.
lexicons = sorted(file.stem for file in lexicon_folder.glob("*.tsv") if "# layer:" in file.read_text())
for shell in (bash_completion, zsh_completion, fish_completion):
    for name, text in shell.files(tools, lexicons).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
