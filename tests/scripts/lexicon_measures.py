#!/usr/bin/env python3
"""lexicon_measures.py BIN: tests/bench/lexicons.py computes what its table says, on sentences made for this."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "bench/lexicons.py"


def at(text, word):
    return [text.index(word), text.index(word) + len(word)]


def cue(text, word, scope=None):
    return {"cue": [at(text, word)], "scope": [at(text, scope)] if scope else []}


SLEET, MAP = "Perhaps it will sleet.", "The map is not clear at all."
NURSE = "The nurse was rude."
GOLD = {
    "valence": [{"set": "s", "text": "It was wonderful.", "valence": 2},
                {"set": "s", "text": "It was awful.", "valence": -2},
                {"set": "s", "text": "It was a door.", "valence": 0}],
    # Two of three sentences hedged; one cue that the lexicon leaves out, one that nobody would find.
    "hedges": [{"set": "s", "text": SLEET, "uncertain": True, "cues": [at(SLEET, "Perhaps"), at(SLEET, "sleet")]},
               {"set": "s", "text": "If it rains, stay.", "uncertain": True, "cues": [[0, 2]]},
               {"set": "s", "text": "It rains.", "uncertain": False, "cues": []}],
    "negation": [{"set": "s", "text": MAP, "negations": [cue(MAP, "not", "clear at all")]},
                 {"set": "s", "text": "It never rains.", "negations": []}],
    "reflection": [{"text": "I was very happy.", "label": "Feeling"}, {"text": "The door is red.", "label": "Other"}],
    "holders": [{"set": "s", "text": NURSE, "stances": [
        {"start": at(NURSE, "rude")[0], "end": at(NURSE, "rude")[1], "polarity": "neg", "voice": "author"}]}],
    "modality": [{"text": "You should go.", "modal": "should", "palmer": ["deontic"]},
                 {"text": "It might rain.", "modal": "might", "palmer": ["epistemic"]}],
    "themes": [{"set": "s", "text": "The car park was full.", "themes": ["Parking"]},
               {"set": "s", "text": "The car park was full.", "themes": ["Food"]}],
    "affect": [{"text": "Thanks for the map.", "labels": ["gratitude"]},
               {"text": "Thanks for nothing much.", "labels": ["anger"], "weight": 2}],
}
WANT = {("valence", "Pearson's r"): "1.00", ("hedges", "sentence F1"): ".67",
        ("hedges", "recall of cues without if, or, can"): ".50", ("hedges", "precision of cues"): "1.00",
        ("negation", "cue F1"): ".67", ("negation", "scope F1, words"): ".86",
        ("negation", "scope F1, words right of the cue"): ".86", ("reflection", "kappa, nine classes"): "1.00",
        ("reflection", "kappa, Feeling"): "1.00", ("affect", "F1, gratitude"): ".50", ("affect", "F1, fear"): None,
        ("holders", "expressions found"): "1.00", ("holders", "kappa, own or reported"): None,
        ("holders", "sign right"): "1.00", ("modality", "F1, obligation"): "1.00", ("themes", "micro F1"): ".50"}

with tempfile.TemporaryDirectory() as folder:
    for task, rows in GOLD.items():
        lines = [json.dumps({"doc_id": f"{task}:{k}", **row}) for k, row in enumerate(rows)]
        Path(folder, f"{task}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run([sys.executable, SCRIPT, sys.argv[1], folder], check=True, text=True, stdout=subprocess.PIPE)
cells = [[c.strip() for c in line.split("|")[1:-1]] for line in done.stdout.splitlines()[2:]]
got = {(c[0], c[3]): c[4] for c in cells}
faults = [f"{key}: wanted {value}, got {got.get(key)}" for key, value in WANT.items()
          if value and got.get(key) != value]
faults += [f"no row {key} wanted" for key in set(got) - set(WANT)]
print("\n".join(faults) or "ok")
sys.exit(bool(faults))
