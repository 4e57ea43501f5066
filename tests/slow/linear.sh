#!/usr/bin/env bash
# Hostile inputs take time in proportion to their size: linear.py.
set -eu
cd "$(dirname "$0")/../.."
python3 tests/slow/linear.py build/release/apps
