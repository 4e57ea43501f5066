#!/usr/bin/env python3
"""Compare lib/text with ICU's iterators on the same text, in one run.

    text_against_icu.py BUILD [TEXT]

BUILD is a build folder made with -DTARN_BENCH=ON; TEXT is a file in UTF-8 with one text a line, by
default the texts are the examples. Prints MB/s of CPU time (median of five) and the ratio to ICU's word iterator.
"""

import json
import os
import subprocess
import sys


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    env = dict(os.environ)
    if len(sys.argv) == 3:
        env["TARN_BENCH_TEXT"] = os.path.abspath(sys.argv[2])
    command = [os.path.join(sys.argv[1], "tests/bench/bench-text"), "--benchmark_repetitions=5",
               "--benchmark_report_aggregates_only=true", "--benchmark_format=json",
               "--benchmark_min_time=0.2", "--benchmark_enable_random_interleaving=true"]
    report = json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout)
    rates = {run["run_name"]: run["bytes_per_second"] / 1e6 for run in report["benchmarks"]
             if run["aggregate_name"] == "median" and "bytes_per_second" in run}
    for name, rate in rates.items():
        print(f"{name:15} {rate:8.0f} MB/s {rate / rates['icu_words']:8.1f} x icu_words")


if __name__ == "__main__":
    main()
