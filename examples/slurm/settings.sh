# The one place to edit. Every value can also be given in the environment of submit.sh.

# Posts as records, one a line (tarn-ingest writes them), and a folder that all nodes can see.
: "${POSTS:=$PWD/posts.jsonl}"
: "${WORK:=$PWD/tarn-work}"

# Where the rows go.
: "${ROWS:=$WORK/rows.jsonl}"

# How many pieces. A task costs about half a second of its own: few, large pieces.
: "${SHARDS:=16}"

# How many pieces at once.
: "${AT_ONCE:=8}"

# The folder with tarn's executables, if they are not on the path of the nodes.
: "${TARN_BIN:=}"

# Themes, and what to count. The map and the reduce step get the same options.
: "${THEMES:=themes-health}"
: "${AGGREGATE:=--by month}"

# More options for sbatch: account, partition, limits.
: "${SBATCH_MORE:=--time=02:00:00 --mem=1G}"

[ -z "$TARN_BIN" ] || PATH=$TARN_BIN:$PATH
