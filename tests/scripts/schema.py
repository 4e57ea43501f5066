#!/usr/bin/env python3
"""Every record that the tools write keeps the contract of lib/record/record.schema.json.

schema.py BIN: runs the tools on the example archive with all their fields and validates each line;
checks beside the schema what it cannot say: ranges sorted and nested, spans sorted and in the text,
scores that their evidence replays to.
"""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

SOURCE = Path(__file__).parent.parent.parent
BIN = Path(sys.argv[1]).absolute()
SCHEMA = json.loads((SOURCE / "lib/record/record.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PIPES = {
    "ingest": "tarn-ingest -r examples/archive",
    "ingest jsonl": "tarn-ingest examples/archive.jsonl",
    "tokenize": "tarn-tokenize --forms --norms --types examples/archive.jsonl",
    "theme": "tarn-theme -l themes-health examples/archive.jsonl",
    "stance": "tarn-stance --evidence --modifiers --spans all examples/archive.jsonl",
    "export": "tarn-export --codes tests/data/exchange/plain.csv tests/data/exchange/posts.jsonl",
    "all": "tarn-tokenize examples/archive.jsonl | tarn-theme -l themes-health | tarn-stance --evidence",
}


def nested(record):
    for name in ("paragraphs", "sentences", "tokens"):
        last = 0
        for begin, end in record.get(name, []):
            assert last <= begin < end <= len(record["text"]), (name, begin, end)
            last = end
    outer = record.get("paragraphs")
    for name in ("sentences", "tokens"):
        inner = record.get(name)
        if outer and inner:
            for begin, end in inner:
                assert any(b <= begin and end <= e for b, e in outer), (name, begin, end)
        outer = inner or outer


def spans(record):
    last = (0, 0, "", "")
    for span in record.get("spans", []):
        key = (span["start"], span["end"], span["layer"], span["label"])
        assert last <= key and span["start"] <= span["end"] <= len(record["text"]), span
        last = key
        if "evidence" in span and "score" in span:
            score = span["base"]
            for step in span["evidence"]:
                score *= step["value"]
            score = max(-5, min(5, score))
            assert abs(score - span["score"]) <= 0.5001e-4, (span, score)


def main():
    for name, pipe in PIPES.items():
        done = subprocess.run(["bash", "-o", "pipefail", "-c", pipe], cwd=SOURCE,
                              capture_output=True, env={"PATH": f"{BIN}:/usr/bin:/bin"})
        assert done.returncode == 0, (name, done.stderr)
        lines = done.stdout.decode().splitlines()
        # The example archive has 27 posts, the posts with codes are two.
        assert len(lines) == (2 if name == "export" else 27), (name, len(lines))
        for line in lines:
            record = json.loads(line)
            fault = next(VALIDATOR.iter_errors(record), None)
            assert fault is None, (name, record["doc_id"], fault.message, list(fault.path))
            nested(record)
            spans(record)
        print(f"{name}: {len(lines)} records")


if __name__ == "__main__":
    main()
