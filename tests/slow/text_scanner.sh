#!/usr/bin/env bash
# The word scanner against the rules run by ICU on 10 million random code points.
set -eu
cd "$(dirname "$0")/../.."
TARN_TEST_SCALE=100 build/release/tests/unit-text --test-case='text/scanner: equals ICU on random text'
