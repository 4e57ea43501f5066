#!/usr/bin/env python3
"""aggregate_again.py BIN: works the rows of tarn-aggregate out again, from the definitions and from the records
alone, and compares: rates, intervals, shares, valence, matrix, holders, dispersion, co-occurrence, months.
"""

import json
import math
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
os.environ["PATH"] = f"{Path(sys.argv[1]).resolve()}:{os.environ['PATH']}"
MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def index(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) * n) >> 64


def quantile(values, p):
    at = p * (len(values) - 1)
    low = math.floor(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (at - low) * (values[high] - values[low])


def bootstrap(pairs):
    """The percentile interval of sum(y)/sum(x), pairs in the order of doc_id; and draws left out."""
    random = SplitMix64(42)
    values = []
    for _ in range(2000):
        drawn = [pairs[random.index(len(pairs))] for _ in pairs]
        x = sum(d[1] for d in drawn)
        if x:
            values.append(sum(d[0] for d in drawn) / x)
    values.sort()
    return quantile(values, 0.025), quantile(values, 0.975), 2000 - len(values)


def wilson(k, n, z=1.959963984540054):
    p = k / n
    centre, reach = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)


def paths(label):
    parts = label.split(".")
    return [".".join(parts[:i]) for i in range(1, len(parts) + 1)]


class Again:
    def __init__(self, posts, rows):
        self.posts = sorted(posts, key=lambda p: p["doc_id"].encode())
        self.rows = rows
        self.words = sum(p["counts"]["words"] for p in posts)
        self.sentences = sum(p["counts"]["sentences"] for p in posts)
        self.compared = 0
        self.wrong = 0

    def same(self, row, member, want):
        got = row[member]
        self.compared += 1
        if want is None or got is None:
            good = got is None and want is None
        elif isinstance(want, float):
            good = abs(got - want) < 0.5001e-4
        else:
            good = got == want
        if not good:
            self.wrong += 1
            print(f"{row['table']} {[v for v in row.values() if isinstance(v, str)][2:5]}"
                  f" {member}: {got}, wanted {want}")

    def table(self, name, **where):
        found = [r for r in self.rows if r["table"] == name and r["group"] == {}
                 and all(r[k] == v for k, v in where.items())]
        if not found:
            sys.exit(f"no rows of table {name} {where}")
        return found

    def spans(self, post, layer, label=None):
        return [s for s in post["spans"] if s["layer"] == layer
                and (label is None or label in paths(s["label"]))]

    def interval(self, row, low, high, pairs, posts, scale=1.0):
        if posts < 5:
            self.same(row, low, None)
            return self.same(row, high, None)
        a, b, skipped = bootstrap(pairs)
        self.same(row, low, a * scale)
        self.same(row, high, b * scale)
        if "skipped" in row and low == "low":
            self.same(row, "skipped", skipped)

    def themes(self):
        for row in self.table("theme"):
            hits = [len(self.spans(p, "theme", row["theme"])) for p in self.posts]
            with_hits = sum(h > 0 for h in hits)
            words = [p["counts"]["words"] for p in self.posts]
            self.same(row, "hits", sum(hits))
            self.same(row, "posts_with", with_hits)
            self.same(row, "tokens", self.words)
            self.same(row, "sentences_with",
                      sum(len({s["sentence"] for s in self.spans(p, "theme", row["theme"])})
                          for p in self.posts))
            self.same(row, "share_low", wilson(with_hits, len(self.posts))[0])
            shown = sum(hits) >= 5 and with_hits >= 3
            self.same(row, "rate", 1000 * sum(hits) / self.words if shown else None)
            if shown:
                self.same(row, "mean_rate",
                          sum(1000 * h / w for h, w in zip(hits, words)) / len(words))
                self.interval(row, "low", "high", list(zip(hits, words)), with_hits, 1000)

    def valence(self):
        for voice in ("all", "author", "reported"):
            row = self.table("stance", label="valence", voice=voice)[0]
            scores = [[round(s["score"] * 10000) for s in self.spans(p, "stance", "valence")
                       if voice in ("all", s["voice"])] for p in self.posts]
            posts = sum(bool(s) for s in scores)
            flat = [s for post in scores for s in post]
            p, q = sum(s for s in flat if s > 0), -sum(s for s in flat if s < 0)
            self.same(row, "hits", len(flat))
            self.same(row, "positive", sum(s > 0 for s in flat))
            self.same(row, "mean", sum(flat) / len(flat) / 10000)
            self.same(row, "positive_sum", p / 10000)
            self.same(row, "balance", (p - q) / (p + q))
            self.interval(row, "mean_low", "mean_high", [(sum(s), len(s)) for s in scores], posts, 1e-4)
            self.interval(row, "balance_low", "balance_high",
                          [(sum(s), sum(map(abs, s))) for s in scores], posts)
            if voice != "reported":
                key = "score" if voice == "all" else "author_score"
                sums = [sum(round(s[key] * 10000) for s in p["sentence_scores"]) for p in self.posts]
                self.same(row, "score", sum(sums) / self.sentences / 10000)
                self.interval(row, "score_low", "score_high",
                              [(s, p["counts"]["sentences"]) for s, p in zip(sums, self.posts)],
                              posts, 1e-4)

    def matrix(self):
        for row in self.table("matrix"):
            cells = [[s for s in self.spans(p, "stance", row["label"])
                      if row["theme"] in paths(s.get("theme", ""))] for p in self.posts]
            hits, posts = sum(map(len, cells)), sum(bool(c) for c in cells)
            self.same(row, "hits", hits)
            self.same(row, "posts", posts)
            scores = [[s["score"] for s in c if "score" in s] for c in cells]
            n = sum(map(len, scores))
            shown = hits >= 5 and posts >= 3 and n > 0
            self.same(row, "mean", sum(map(sum, scores)) / n if shown else None)
            if shown:
                self.interval(row, "low", "high", [(sum(s), len(s)) for s in scores], posts)
            self.same(row, "sentences_both", sum(
                len({s["sentence"] for s in self.spans(p, "theme", row["theme"])}
                    & {s["sentence"] for s in self.spans(p, "stance", row["label"])})
                for p in self.posts))

    def holders(self):
        for row in self.table("holders"):
            label = None if row["dimension"] == "all" else row["dimension"]
            pairs = []
            for post in self.posts:
                spans = self.spans(post, "stance", label)
                pairs.append((sum(s.get("holder", "author") == row["holder"] for s in spans), len(spans)))
            hits, posts = sum(p[0] for p in pairs), sum(p[0] > 0 for p in pairs)
            self.same(row, "hits", hits)
            shown = hits >= 5 and posts >= 3
            self.same(row, "share", hits / sum(p[1] for p in pairs) if shown else None)
            if shown:
                self.interval(row, "low", "high", pairs, posts)

    def dispersion(self):
        for row in self.table("dispersion", kind="theme"):
            hits = [len(self.spans(p, "theme", row["item"])) for p in self.posts]
            if sum(hits) < 5 or sum(h > 0 for h in hits) < 3:
                continue
            self.same(row, "dp", 0.5 * sum(abs(h / sum(hits) - p["counts"]["words"] / self.words)
                                           for h, p in zip(hits, self.posts)))

    def cooccurrence(self):
        with_theme, pairs, posts = Counter(), Counter(), defaultdict(set)
        for post in self.posts:
            seen = defaultdict(set)
            for span in self.spans(post, "theme"):
                seen[span["sentence"]].update(paths(span["label"]))
            for themes in seen.values():
                with_theme.update(themes)
                for x in themes:
                    for y in themes:
                        if x < y and not y.startswith(x + "."):
                            pairs[x, y] += 1
                            posts[x, y].add(post["doc_id"])
        rows = self.table("cooccurrence")
        self.same({"table": "cooccurrence", "rows": len(rows)}, "rows", len(pairs))
        for row in rows:
            x, y = row["x"], row["y"]
            self.same(row, "both", pairs[x, y])
            self.same(row, "x_units", with_theme[x])
            shown = pairs[x, y] >= 5 and len(posts[x, y]) >= 3
            self.same(row, "pmi", math.log2(self.sentences * pairs[x, y] / with_theme[x] / with_theme[y])
                      if shown else None)

    def months(self):
        for row in self.table("trend", series="theme"):
            posts = [p for p in self.posts if p["date_published"].startswith(row["month"])]
            words = sum(p["counts"]["words"] for p in posts)
            hits = sum(len(self.spans(p, "theme", row["item"])) for p in posts)
            self.same(row, "posts", len(posts))
            self.same(row, "value", 1000 * hits / words if posts else None)


def main():
    archive = SOURCE / "examples" / "archive.jsonl"
    themes = subprocess.run(["tarn-theme", "-l", "themes-health", archive], capture_output=True, check=True)
    stance = subprocess.run(["tarn-stance"], input=themes.stdout, capture_output=True, check=True)
    rows = subprocess.run(["tarn-aggregate"], input=stance.stdout, capture_output=True, check=True)
    again = Again([json.loads(line) for line in stance.stdout.splitlines()],
                  [json.loads(line) for line in rows.stdout.splitlines()])
    for check in (again.themes, again.valence, again.matrix, again.holders, again.dispersion,
                  again.cooccurrence, again.months):
        check()
    print(f"{again.compared} values compared, {again.wrong} differ")
    return 1 if again.wrong or again.compared < 500 else 0


if __name__ == "__main__":
    sys.exit(main())
