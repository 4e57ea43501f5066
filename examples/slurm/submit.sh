#!/usr/bin/env bash
# submit.sh [--wait]: splits the posts, maps the pieces in an array job, reduces them in a job that
# waits for all of them. Edit settings.sh first. With --wait it ends when the rows are there, or
# fails when they cannot be.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/settings.sh"
wait=${1:-}
[ -z "$wait" ] || [ "$wait" = --wait ] || { echo "usage: submit.sh [--wait]" >&2; exit 2; }

mkdir -p "$WORK/log"
"$here/shard.sh"

export POSTS WORK ROWS SHARDS TARN_BIN THEMES AGGREGATE TARN_SETTINGS="$here/settings.sh"
# Without both settings a failed piece would leave the reduce step waiting for ever: the option here,
# and kill_invalid_depend in the cluster's DependencyParameters for clusters that ignore it.
# shellcheck disable=SC2086  # the settings hold several options each
map=$(sbatch --parsable $SBATCH_MORE --job-name=tarn-map --array="0-$((SHARDS - 1))%$AT_ONCE" \
  --requeue --output="$WORK/log/map-%a.log" "$here/map.sbatch")
echo "map: job $map, $SHARDS pieces; logs in $WORK/log"
status=0
# shellcheck disable=SC2086
sbatch $wait $SBATCH_MORE --job-name=tarn-reduce --dependency="afterok:${map%%;*}" \
  --kill-on-invalid-dep=yes --output="$WORK/log/reduce.log" "$here/reduce.sbatch" || status=$?
[ -n "$wait" ] || exit "$status"
if [ "$status" -ne 0 ] || [ ! -e "$ROWS" ]; then
  echo "submit.sh: no rows: look at $WORK/log" >&2
  exit 1
fi
echo "rows: $ROWS"
