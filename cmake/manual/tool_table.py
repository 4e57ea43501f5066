#!/usr/bin/env python3
"""tool_table.py OUT JSON...: the table of tools that apps/tarn.cpp includes."""

import json
import sys
from pathlib import Path

from command_lines import load

rows = [f"{{{json.dumps(tool['short'])}, {json.dumps(tool['purpose'], ensure_ascii=False)}}},\n" for tool in load(sys.argv[2:])]
Path(sys.argv[1]).write_text("".join(rows))
