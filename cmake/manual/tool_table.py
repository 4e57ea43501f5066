#!/usr/bin/env python3
"""tool_table.py OUT JSON...: tarn::cli::tool_table() as C++."""

import json
import sys
from pathlib import Path

from command_lines import load

rows = [f"    {{{json.dumps(tool['short'])}, {json.dumps(tool['purpose'], ensure_ascii=False)}}},\n" for tool in load(sys.argv[2:])]
Path(sys.argv[1]).write_text(f"""#include "cli/dispatch.h"

namespace tarn::cli {{

std::span<const ToolEntry> tool_table() {{
  static constexpr ToolEntry kTools[] = {{
{"".join(rows)}  }};
  return kTools;
}}

}}  // namespace tarn::cli
""")
