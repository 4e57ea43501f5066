#!/usr/bin/env bash
# shard.sh: deals the lines of the posts out to the pieces, one after the other. The folder of pieces
# appears only when all are written.
set -euo pipefail
. "$(dirname "$0")/settings.sh"

rm -rf "$WORK/shards.tmp" "$WORK/shards" "$WORK/parts" "$ROWS"
mkdir -p "$WORK/shards.tmp" "$WORK/parts"
split --number="r/$SHARDS" --numeric-suffixes --suffix-length=4 --additional-suffix=.jsonl \
  "$POSTS" "$WORK/shards.tmp/"
mv "$WORK/shards.tmp" "$WORK/shards"
