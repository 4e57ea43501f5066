#!/usr/bin/env python3
"""How well the shipped lexicons find what people have annotated.

    lexicons.py BIN GOLD

BIN is the folder with the tools, GOLD a folder with your copies of the public data as JSON Lines, one file a
task, in the form that README.md beside this file describes. Files that are not there are left out. Prints a
table in Markdown: the measure, what tarn reaches, what others reach. Python 3.11, standard library only.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

MAP = Path(__file__).parent.parent.parent / "data/lexicons/maps/themes-patient-experience-names.tsv"
# Weak readings that the data count as uncertain and the lexicon does not: condition, alternative, ability.
NO_HEDGES = {"if", "or", "can"}
CLASSES = {"feel": "Feeling", "plan": "Intention", "learn": "Learning", "difficulty": "Difficulty",
           "perspective": "Perspective", "analyse": "Reflection", "belief": "Belief", "describe": "Experience"}
EMOTIONS = {"hope": {"optimism"}, "fear": {"fear", "nervousness"}, "joy": {"joy", "excitement", "relief"},
            "pride": {"pride"}, "anger": {"anger"}, "frustration": {"annoyance", "disappointment"},
            "sadness": {"sadness", "grief"}, "empathy": {"caring"}, "gratitude": {"gratitude"},
            "surprise": {"surprise"}}
# (task, set, measure) -> what others reach: figures of papers, or of plain methods on the same texts.
OTHERS = {
    ("valence", "nyt", "Pearson's r"): "VADER .50; one human .75",
    ("valence", "emobank-blog", "Pearson's r"): "VADER .47; readers against writers .68",
    ("valence", "emobank-essays", "Pearson's r"): "VADER .39",
    ("valence", "emobank-letters", "Pearson's r"): "VADER .50",
    ("hedges", "wiki", "sentence F1"): "list of 81 hedges .56; BERT .88 (cues)",
    ("hedges", "sfu", "precision of cues"): "two humans .89 (F1)",
    ("negation", "cdsco", "cue F1"): "list of 30 words .87; best rules of 2012 .90, best of all .92",
    ("negation", "sfu", "cue F1"): "list of 30 words .86; two humans .93",
    ("negation", "sfu", "scope F1, words"): "NegBERT .91",
    ("reflection", "CEReD", "kappa, nine classes"): "naive Bayes .44, 45 cue groups .36 (held out)",
    ("reflection", "CEReD", "kappa, Feeling"): "45 cue groups .62, .67 with an author gate (held out)",
    ("affect", "GoEmotions", "F1, gratitude"): "regex of thank .90",
    ("affect", "GoEmotions", "F1, fear"): "regex of 20 words .49 (.64 on the test part, fear alone)",
    ("affect", "GoEmotions", "F1, hope"): "regex of hope, hopefully, optimism .54 (.55 on the test part)",
    ("affect", "GoEmotions", "F1, mean of ten"): "BERT .46 (28 classes)",
    ("holders", "careopinion", "kappa, own or reported"): "parser and learning: accuracy .64 (news)",
    ("modality", "MoVerb", "F1, obligation"): "the word should .70",
    ("themes", "nhs-fft", "micro F1"): "logistic regression on these .62; trained on all, SVC .71, ensemble .77",
    ("themes", "careopinion", "micro F1"): "logistic regression on these .43, with these themes .44",
}


def run(folder, command, rows):
    """The records that a tool makes of the texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in rows:
            record = {"schema": "tarn.post/1", "doc_id": row["doc_id"], "text": row["text"]}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        file.flush()
        done = subprocess.run([Path(folder).absolute() / command[0], *command[1:], file.name],
                              check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    records = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    if [r["doc_id"] for r in records] != [r["doc_id"] for r in rows]:
        sys.exit(f"lexicons.py: {command[0]} left out or moved records")
    return records


def spans(record, layer, label):
    """Places and spans whose label is `label` or below it."""
    return [((s["start"], s["end"]), s) for s in record.get("spans", [])
            if s["layer"] == layer and (s["label"] + ".").startswith(label + ".")]


def meet(a, b):
    return a[0] < b[1] and b[0] < a[1]


def ratio(part, whole):
    return part / whole if whole else 0.0


def f1(hits, found, gold):
    return ratio(2 * hits, found + gold)


def kappa(one, other):
    labels, n = set(one) | set(other), len(one)
    same = ratio(sum(a == b for a, b in zip(one, other)), n)
    chance = sum(ratio(one.count(x), n) * ratio(other.count(x), n) for x in labels)
    return ratio(same - chance, 1 - chance)


def pearson(x, y):
    return statistics.correlation(x, y) if len(set(x)) > 1 and len(set(y)) > 1 else 0.0


def valence(pairs):
    found = [sum(s["score"] for s in out.get("sentence_scores", [])) / max(1, len(out["sentences"]))
             for _, out in pairs]
    yield "Pearson's r", pearson([row["valence"] for row, _ in pairs], found)


def hedges(pairs):
    found = gold = hit = cues = right = core = core_hit = 0
    for row, out in pairs:
        here = [place for place, s in spans(out, "stance", "certainty") if (s.get("score") or 0) < 0]
        found, gold, hit = found + bool(here), gold + row["uncertain"], hit + (bool(here) and row["uncertain"])
        cues, right = cues + len(here), right + sum(any(meet(p, c) for c in row["cues"]) for p in here)
        hard = [c for c in row["cues"] if row["text"][slice(*c)].lower() not in NO_HEDGES]
        core, core_hit = core + len(hard), core_hit + sum(any(meet(c, p) for p in here) for c in hard)
    yield "sentence F1", f1(hit, found, gold)
    yield "recall of cues without if, or, can", ratio(core_hit, core)
    yield "precision of cues", ratio(right, cues)


def in_scope(words, ranges, cues):
    return {w for w in words if any(meet(w, r) for r in ranges) and not any(meet(w, c) for c in cues)}


def negation(pairs):
    right = found = met = gold = 0
    sums = {"scope F1, words": [0, 0, 0], "scope F1, words right of the cue": [0, 0, 0]}
    for row, out in pairs:
        here = [s for _, s in spans(out, "modifier", "negator") if s["label"] != "negator.pseudo"]
        place = {id(s): (s["start"], s["end"]) for s in here}
        pieces = [p for n in row["negations"] for p in n["cue"]]
        found, gold = found + len(here), gold + len(row["negations"])
        right += sum(any(meet(place[id(s)], p) for p in pieces) for s in here)
        met += sum(any(meet(place[id(s)], p) for s in here for p in n["cue"]) for n in row["negations"])
        words = [m.span() for m in re.finditer(r"\S+", row["text"]) if any(map(str.isalnum, m[0]))]
        left, both = list(here), []
        for n in row["negations"]:
            match = next((s for s in left if any(meet(place[id(s)], p) for p in n["cue"])), None)
            if match:
                left.remove(match)
            both.append((n, match))
        for n, s in both + [(None, s) for s in left]:
            cues = (n["cue"] if n else []) + ([place[id(s)]] if s else [])
            want = in_scope(words, n["scope"], cues) if n else set()
            got = in_scope(words, [s["scope"]], cues) if s and s.get("scope") else set()
            for after, total in zip((0, max(end for _, end in cues)), sums.values()):
                w, g = ({x for x in side if x[0] >= after} for side in (want, got))
                total[:] = [total[0] + len(w & g), total[1] + len(g), total[2] + len(w)]
    precision, recall = ratio(right, found), ratio(met, gold)
    yield "cue F1", ratio(2 * precision * recall, precision + recall)
    for name, total in sums.items():
        yield name, f1(*total)


def reflection(pairs):
    first, feeling = [], []
    for _, out in pairs:
        here = {s["label"].split(".")[1] for _, s in spans(out, "stance", "reflection")}
        if any(s.get("voice") == "author" for _, s in spans(out, "stance", "affect")):
            here.add("feel")
        first.append(next((CLASSES[c] for c in CLASSES if c in here), "Other"))
        feeling.append("feel" in here)
    gold = [row["label"] for row, _ in pairs]
    yield "kappa, nine classes", kappa(gold, first)
    yield "kappa, Feeling", kappa([g == "Feeling" for g in gold], feeling)


def affect(pairs):
    figures = {}
    for name, emotions in EMOTIONS.items():
        hits = found = gold = 0.0
        for row, out in pairs:
            weight, wanted = row.get("weight", 1), bool(emotions & set(row["labels"]))
            here = any(s.get("score") is None or s["score"] > 0
                       for _, s in spans(out, "stance", "affect." + name))
            hits, found, gold = hits + weight * (wanted and here), found + weight * here, gold + weight * wanted
        if gold:
            figures[name] = f1(hits, found, gold)
    for name in ("gratitude", "fear", "hope"):
        if name in figures:
            yield f"F1, {name}", figures[name]
    if len(figures) == len(EMOTIONS):
        yield "F1, mean of ten", statistics.fmean(figures.values())


def holders(pairs):
    total, voices, signs = 0, [], []
    for row, out in pairs:
        here = [((s["start"], s["end"]), s) for s in out.get("spans", [])
                if s["layer"] == "stance" and s["label"].split(".")[0] in ("valence", "affect", "alignment")]
        for gold in row["stances"]:
            total += 1
            over = [s for p, s in here if meet(p, (gold["start"], gold["end"]))]
            if not over:
                continue
            voices.append((gold["voice"], over[0].get("voice", "author")))
            score = sum(s.get("score") or 0 for s in over if s["label"] == "valence")
            if gold["polarity"] in ("pos", "neg") and score:
                signs.append((gold["polarity"] == "pos") == (score > 0))
    yield "expressions found", ratio(len(voices), total)
    yield "kappa, own or reported", kappa(*(list(side) for side in zip(*voices))) if voices else 0.0
    yield "sign right", ratio(sum(signs), len(signs))


def modality(pairs):
    hits = found = gold = 0
    for row, out in pairs:
        if len(row["palmer"]) != 1:
            continue
        modals = [m.span() for m in re.finditer(rf"\b{row['modal']}\b", row["text"], re.I)]
        here = any(meet(p, m) for p, s in spans(out, "stance", "obligation") for m in modals
                   if not s["label"].startswith(("obligation.ability", "obligation.intent")))
        wanted = row["palmer"] == ["deontic"]
        hits, found, gold = hits + (here and wanted), found + here, gold + wanted
    yield "F1, obligation", f1(hits, found, gold)


def slug(name):
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def themes(pairs):
    names = defaultdict(list)
    for line in MAP.read_text(encoding="utf-8").splitlines():
        if "\t" in line:
            names[line.split("\t", 1)[0]].append(line.split("\t", 1)[1])
    known = {slug(t) for row, _ in pairs for t in row["themes"]}
    hits = found = gold = 0
    for row, out in pairs:
        parts = [s["label"].split(".") for s in out.get("spans", []) if s["layer"] == "theme"]
        labels = {".".join(p[:k]) for p in parts for k in range(1, len(p) + 1)}
        here = {slug(n) for label in labels for n in names.get(label, [label])} & known
        wanted = set(map(slug, row["themes"]))
        hits, found, gold = hits + len(here & wanted), found + len(here), gold + len(wanted)
    yield "micro F1", f1(hits, found, gold)


STANCE, THEME = ["tarn-stance"], ["tarn-theme", "-l", "themes-patient-experience"]
TASKS = {"valence": (valence, STANCE, None), "hedges": (hedges, STANCE, None),
         "negation": (negation, [*STANCE, "--modifiers"], None), "reflection": (reflection, STANCE, "CEReD"),
         "affect": (affect, STANCE, "GoEmotions"), "holders": (holders, STANCE, None),
         "modality": (modality, STANCE, "MoVerb"), "themes": (themes, THEME, None)}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    print("| task | data | texts | measure | tarn | others |\n|---|---|---:|---|---:|---|")
    for task, (measure, command, whole) in TASKS.items():
        path = Path(sys.argv[2]) / f"{task}.jsonl"
        if not path.exists():
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        sets = defaultdict(list)
        outs = run(sys.argv[1], command, rows)
        if task == "valence":
            for out, tokens in zip(outs, run(sys.argv[1], ["tarn-tokenize"], rows)):
                out.setdefault("sentences", tokens["sentences"])
        for row, out in zip(rows, outs):
            sets[whole or row["set"]].append((row, out))
        for name, pairs in sorted(sets.items()):
            for what, value in measure(pairs):
                value = f"{value:.2f}".replace("0.", ".", 1)
                print(f"| {task} | {name} | {len(pairs):,} | {what} | {value} | {OTHERS.get((task, name, what), '')} |")


if __name__ == "__main__":
    main()
