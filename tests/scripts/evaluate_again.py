#!/usr/bin/env python3
"""evaluate_again.py BIN: works the figures of tarn-evaluate out again, from the definitions and from invented codes
alone, and compares: precision, recall, F1, kappa, AC1, Fleiss' kappa, alpha, confusions, weighted kappa, correlations,
and their intervals.
"""

import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path

from aggregate_again import SplitMix64, quantile

LABELS = ["fear", "joy", "trust"]
CODERS = ["anna", "ben", "cem"]
DRAWS = 400


def invent():
    """Posts with codes by three coders who share some of what they see; some posts are coded by two only, or empty."""
    dice = random.Random(7)
    posts = []
    for number in range(23):
        sentences = [f"Sentence {number} {i} stands here." for i in range(dice.randint(2, 9))]
        text, starts = "", []
        for sentence in sentences:
            starts.append(len(text))
            text += sentence + " "
        text = text.strip()
        truth = [[label for label in LABELS if dice.random() < 0.2] for _ in sentences]
        coders = CODERS if number % 4 else [c for c in CODERS if c != CODERS[number // 4 % 3]]
        spans = []
        for coder in coders:
            for start, sentence, labels in zip(starts, sentences, truth):
                for label in LABELS:
                    if (label in labels) != (dice.random() < 0.15):
                        begin = start + dice.randint(0, 8)
                        spans.append({"start": begin, "end": min(begin + dice.randint(1, 9), start + len(sentence)),
                                      "layer": "code", "label": label, "score": dice.randint(1, 4), "coder": coder})
        spans.sort(key=lambda s: (s["start"], s["end"], s["layer"], s["label"]))
        posts.append({"doc_id": f"post-{number:02}", "text": text, "coders": coders, "spans": spans,
                      "bounds": [(s, s + len(t)) for s, t in zip(starts, sentences)]})
    dice.shuffle(posts)
    return posts


def bootstrap(clusters, statistic, about=lambda unit: True):
    """The percentile interval of a statistic over the units of drawn posts; five must have what it is about."""
    if sum(any(map(about, cluster)) for cluster in clusters) < 5:
        return None, None
    dice, values = SplitMix64(42), []
    for _ in range(DRAWS):
        drawn = [clusters[dice.index(len(clusters))] for _ in clusters]
        value = statistic([unit for cluster in drawn for unit in cluster])
        if value is not None:
            values.append(value)
    if not values:
        return None, None
    values.sort()
    return quantile(values, 0.025), quantile(values, 0.975)


def ratio(a, b):
    return a / b if b else None


def kappa(pairs, distance=lambda a, b: a != b):
    n = len(pairs)
    if not n:
        return None
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(distance(a, b) for a, b in pairs) / n
    expected = sum(left[a] * right[b] * distance(a, b) for a in left for b in right) / n / n
    return 1 - seen / expected if expected else None


def ac1(units):
    n, r = len(units), len(units[0]) if units else 0
    values = Counter(v for unit in units for v in unit)
    if not n or len(values) < 2:
        return None if not n else 1.0
    seen = sum(sum(c * (c - 1) for c in Counter(unit).values()) for unit in units) / n / r / (r - 1)
    shares = [c / n / r for c in values.values()]
    expected = sum(s * (1 - s) for s in shares) / (len(values) - 1)
    return (seen - expected) / (1 - expected)


def fleiss(units):
    if not units:
        return None
    n, r = len(units), len(units[0])
    seen = sum(sum(c * (c - 1) for c in Counter(unit).values()) for unit in units) / n / r / (r - 1)
    expected = sum((c / n / r) ** 2 for c in Counter(v for unit in units for v in unit).values())
    return (seen - expected) / (1 - expected) if expected < 1 else None


def alpha(units, distance=lambda a, b: a != b):
    units = [u for u in units if len(u) > 1]
    values = Counter(v for unit in units for v in unit)
    n = sum(values.values())
    seen = sum(sum(distance(a, b) for i, a in enumerate(u) for j, b in enumerate(u) if i != j) / (len(u) - 1) for u in units)
    expected = sum(values[a] * values[b] * distance(a, b) for a in values for b in values)
    return 1 - (n - 1) * seen / expected if expected else None


def pearson(pairs):
    if len(pairs) < 2 or len({a for a, _ in pairs}) < 2 or len({b for _, b in pairs}) < 2:
        return None
    return statistics.correlation([a for a, _ in pairs], [b for _, b in pairs])


class Again:
    def __init__(self, posts, rows):
        self.posts = sorted(posts, key=lambda p: p["doc_id"])
        self.rows = rows
        self.compared = self.wrong = 0

    def same(self, row, member, want):
        got = row[member]
        self.compared += 1
        good = got == want if want is None or got is None else abs(got - want) < 0.5001e-4
        if not good:
            self.wrong += 1
            print(f"{row['table']} {[v for v in row.values() if isinstance(v, str)][2:7]} {member}: {got}, wanted {want}")

    def figure(self, row, member, clusters, statistic, about=lambda unit: True):
        self.same(row, member, statistic([unit for cluster in clusters for unit in cluster]))
        low, high = bootstrap(clusters, statistic, about)
        self.same(row, member + "_low", low)
        self.same(row, member + "_high", high)

    def given(self, post, coder, sentence):
        """What a coder gave a sentence: label to scores."""
        begin, end = post["bounds"][sentence]
        out = {}
        for span in post["spans"]:
            if span["coder"] == coder and span["start"] < end and span["end"] > begin:
                out.setdefault(span["label"], []).append(span["score"])
        return out

    def clusters(self, coders, value):
        """By post that all of them coded: a tuple of their values for each sentence."""
        return [[tuple(value(self.given(post, coder, s)) for coder in coders) for s in range(len(post["bounds"]))]
                for post in self.posts if set(coders) <= set(post["coders"])]

    def row(self, table, **where):
        found = [r for r in self.rows if r["table"] == table and all(r[k] == v for k, v in where.items())]
        if len(found) != 1:
            sys.exit(f"{len(found)} rows of {table} {where}")
        return found[0]

    def accuracy(self):
        def counts(units, label):
            return (sum(label in g for g, _ in units), sum(label in p for _, p in units),
                    sum(label in g and label in p for g, p in units))

        def f1(gold, predicted, right):
            return ratio(2 * right, gold + predicted)

        def mean(values):
            values = [v for v in values if v is not None]
            return sum(values) / len(values) if values else None

        for other in CODERS[1:]:
            clusters = self.clusters(["anna", other], set)
            for scope, labels in [("label", [label]) for label in LABELS] + [("micro", LABELS), ("macro", LABELS)]:
                row = self.row("accuracy", scope=scope, predicted=other, label=labels[0] if scope == "label" else None)

                def measure(kind, scope=scope, labels=labels):
                    def figure(gold, predicted, right):
                        return {"precision": ratio(right, predicted), "recall": ratio(right, gold),
                                "f1": f1(gold, predicted, right)}[kind]

                    def statistic(units):
                        each = [counts(units, label) for label in labels]
                        if scope == "macro":
                            return mean(figure(*c) for c in each)
                        return figure(*map(sum, zip(*each)))
                    return statistic
                named = set(labels)
                self.figure(row, "precision", clusters, measure("precision"), lambda u, n=named: n & u[1])
                self.figure(row, "recall", clusters, measure("recall"), lambda u, n=named: n & u[0])
                self.figure(row, "f1", clusters, measure("f1"), lambda u, n=named: n & (u[0] | u[1]))

    def agreement(self):
        for a, b in combinations(CODERS, 2):
            variants = [("label", label, lambda given, label=label: label in given) for label in LABELS]
            variants.append(("categories", None, lambda given: tuple(sorted(given))))
            for scope, label, value in variants:
                row = self.row("agreement", scope=scope, label=label, a=a, b=b)
                clusters = self.clusters([a, b], value)
                units = [u for c in clusters for u in c]
                self.same(row, "units", len(units))
                self.same(row, "observed", sum(x == y for x, y in units) / len(units))
                about = any if label else (lambda unit: True)
                self.figure(row, "kappa", clusters, kappa, about)
                self.figure(row, "alpha", clusters, alpha, about)
                self.figure(row, "fleiss", clusters, fleiss, about)
                # AC1 of the draws takes all categories of the whole.
                self.same(row, "ac1", ac1(units))

    def all_coders(self):
        for label in LABELS + [None]:
            value = (lambda given: label in given) if label else (lambda given: tuple(sorted(given)))
            row = self.row("agreement", scope="label" if label else "categories", label=label, a=None)
            units = [[value(self.given(post, coder, s)) for coder in post["coders"]]
                     for post in self.posts for s in range(len(post["bounds"]))]
            self.same(row, "alpha", alpha(units))
            by_all = [u for u in units if len(u) == len(CODERS)]
            self.same(row, "fleiss", fleiss(by_all))
            self.same(row, "ac1", ac1(by_all))
            by_post = [[[value(self.given(post, coder, s)) for coder in post["coders"]] for s in range(len(post["bounds"]))]
                       for post in self.posts]
            low, high = bootstrap(by_post, alpha)
            self.same(row, "alpha_low", low)
            self.same(row, "alpha_high", high)

    def scale(self):
        def square(a, b):
            return (a - b) ** 2
        for a, b in combinations(CODERS, 2):
            for label in LABELS:
                row = self.row("scale", label=label, a=a, b=b)

                def number(given, label=label):
                    return statistics.fmean(given[label]) if label in given else None
                clusters = [[u for u in cluster if None not in u] for cluster in self.clusters([a, b], number)]
                units = [u for c in clusters for u in c]
                self.same(row, "units", len(units))
                self.figure(row, "pearson", clusters, pearson)
                self.same(row, "alpha_interval", alpha(units, square))
                self.same(row, "alpha_ratio", alpha(units, lambda x, y: ((x - y) / (x + y)) ** 2))
                # Scores are whole and come once: the steps are the numbers.
                if all(len(s) < 2 for p in self.posts for c in (a, b) for i in range(len(p["bounds"]))
                       for s in [self.given(p, c, i).get(label, [])]):
                    self.figure(row, "kappa_linear", clusters, lambda u: kappa(u, lambda x, y: abs(x - y)))
                    self.figure(row, "kappa_quadratic", clusters, lambda u: kappa(u, square))
                values = Counter(v for unit in units for v in unit)

                def ordinal(x, y):
                    low, high = min(x, y), max(x, y)
                    return (sum(values[g] for g in values if low <= g <= high) - (values[x] + values[y]) / 2) ** 2
                self.same(row, "alpha_ordinal", alpha(units, ordinal))

    def confusion(self):
        want = Counter()
        for cluster in self.clusters(["anna", "ben"], set):
            for a, b in cluster:
                both, left, right = a & b, sorted(a - b), sorted(b - a)
                want.update((x, x) for x in both)
                if left or right or not both:
                    want.update((x, y) for x in left or [None] for y in right or [None])
        got = {(r["label_a"], r["label_b"]): r["units"] for r in self.rows
               if r["table"] == "confusion" and (r["a"], r["b"]) == ("anna", "ben")}
        self.same({"table": "confusion", "cells": len(got)}, "cells", len(want))
        for cell, units in want.items():
            self.same({"table": "confusion", "units": got.get(cell)}, "units", units)


def main():
    posts = invent()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for post in posts:
            file.write(json.dumps({k: v for k, v in post.items() if k != "bounds"}) + "\n")
        file.flush()
        done = subprocess.run(["tarn-evaluate", "--reference", "anna", "--format", "jsonl", "--draws", str(DRAWS), file.name],
                              capture_output=True, check=True)
    again = Again(posts, [json.loads(line) for line in done.stdout.splitlines()])
    for check in (again.accuracy, again.agreement, again.all_coders, again.scale, again.confusion):
        check()
    print(f"{again.compared} values compared, {again.wrong} differ")
    return 1 if again.wrong or again.compared < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
