#!/usr/bin/env bash
# run.sh [BIN]: the example of examples/slurm on a real two-node cluster on this host: slurmctld, two
# slurmd and munged, started and stopped here by process id. The rows are compared byte for byte with
# those of a single run. Exit status 77: skipped, the packages are not there.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
bin=$(realpath -m "${1:-$source/build/release/apps}")
examples=$source/examples

for tool in slurmctld slurmd munged sbatch scontrol runuser jq; do
  if ! PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null; then
    echo "SKIPPED: no $tool (Debian packages slurmctld slurmd slurm-client munge)"
    exit 77
  fi
done
if [ "$(id -u)" -ne 0 ]; then
  echo "SKIPPED: the cluster of this test needs root"
  exit 77
fi
PATH=$bin:$PATH:/usr/sbin

D=$(mktemp -d /tmp/tarn-slurm.XXXXXX)
pids=()
stop() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  [ ! -e "$D/munge/munged.pid" ] || kill "$(cat "$D/munge/munged.pid")" 2>/dev/null || true
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$D"
}
trap stop EXIT

fail() {
  echo "FAILED: $*"
  tail -n 20 "$D"/log/*.log "$D"/work*/log/*.log 2>/dev/null || true
  exit 1
}

# --- the cluster

host=$(hostname)
port=$((20000 + $$ % 20000))
mkdir -p "$D/state" "$D/spool.n1" "$D/spool.n2" "$D/log"
chmod 755 "$D"
cat > "$D/slurm.conf" <<CONF
ClusterName=tarn
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$D/munge/munge.sock
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc=$D/log/jobcomp.txt
SwitchType=switch/none
ReturnToService=2
SlurmctldPidFile=$D/slurmctld.pid
SlurmdPidFile=$D/slurmd.%n.pid
SlurmdSpoolDir=$D/spool.%n
StateSaveLocation=$D/state
SlurmctldLogFile=$D/log/slurmctld.log
SlurmdLogFile=$D/log/slurmd.%n.log
SlurmctldPort=$port
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=200000
DependencyParameters=kill_invalid_depend
SlurmdTimeout=20
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MinJobAge=300
NodeName=n[1-2] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))] CPUs=1 State=UNKNOWN
PartitionName=main Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$D/slurm.conf

install -d -o munge -g munge -m 755 "$D/munge"
head -c 1024 /dev/urandom > "$D/munge/munge.key"
chown munge: "$D/munge/munge.key"
chmod 600 "$D/munge/munge.key"
runuser -u munge -- munged --key-file="$D/munge/munge.key" --socket="$D/munge/munge.sock" \
  --pid-file="$D/munge/munged.pid" --log-file="$D/munge/munged.log" \
  --seed-file="$D/munge/munged.seed"
slurmctld -D -f "$SLURM_CONF" > "$D/log/slurmctld.out" 2>&1 &
pids+=($!)
for node in n1 n2; do
  slurmd -D -N "$node" -f "$SLURM_CONF" > "$D/log/$node.out" 2>&1 &
  pids+=($!)
done
for ((i = 0; ; i++)); do
  [ "$(sinfo -h -N -o %T 2>/dev/null | grep -c idle)" = 2 ] && break
  [ $i -lt 60 ] || fail "the nodes are not idle after 60 s"
  sleep 1
done
echo "cluster: $(sinfo --version), nodes $(sinfo -h -N -o %N | tr '\n' ' ')"

# --- what a single run says

cd "$D"
for copy in 1 2 3 4 5 6; do
  jq -c ".doc_id += \"#$copy\"" "$examples/archive.jsonl"
done > posts.jsonl
export POSTS=$D/posts.jsonl THEMES=themes-health AGGREGATE="--by month --by author --evidence 2"
export SBATCH_MORE="--time=10" TARN_BIN=$bin AT_ONCE=2
# shellcheck disable=SC2086
tarn-theme -l "$THEMES" "$POSTS" | tarn-stance | tarn-aggregate $AGGREGATE > single.jsonl
echo "single run: $(wc -l < posts.jsonl) posts, $(wc -l < single.jsonl) rows"

# --- the same on the cluster

started=$SECONDS
WORK=$D/work SHARDS=5 timeout 300 "$examples/slurm/submit.sh" --wait || fail "submit.sh: status $?"
cmp single.jsonl work/rows.jsonl || fail "the rows of the cluster differ from those of a single run"
[ -z "$(find work/parts -name '*.tmp.*')" ] || fail "a temporary is left"
echo "cluster: 5 pieces on 2 nodes in $((SECONDS - started)) s, rows identical"

# --- a piece that is requeued when it was done already

map=$(awk '/Name=tarn-map/ {print}' log/jobcomp.txt | sed -n 's/^JobId=\([0-9]*\) .*/\1/p' | head -n 1)
before=$(stat -c %i work/parts/0000.jsonl)
WORK=$D/work SHARDS=5 SLURM_ARRAY_TASK_ID=0 SLURM_JOB_ID="$map" \
  TARN_SETTINGS=$examples/slurm/settings.sh bash "$examples/slurm/map.sbatch"
[ "$before" != "$(stat -c %i work/parts/0000.jsonl)" ] || fail "the piece was not made again"
WORK=$D/work SHARDS=5 ROWS=$D/again.jsonl TARN_SETTINGS=$examples/slurm/settings.sh \
  bash "$examples/slurm/reduce.sbatch"
cmp single.jsonl again.jsonl || fail "a piece that ran twice changed the rows"
echo "requeue: a piece that ran twice changes nothing"

# --- a node that dies while it works

sed 's/^tarn-theme/sleep 4; tarn-theme/' "$examples/slurm/map.sbatch" > slow.sbatch
mkdir -p slow && cp "$examples"/slurm/* slow/ && mv slow.sbatch slow/map.sbatch
WORK=$D/work-slow SHARDS=4 timeout 300 slow/submit.sh --wait > slow.log 2>&1 &
submit=$!
for ((i = 0; i < 60; i++)); do
  running=$(squeue -h -t R -n tarn-map -o %A:%N | grep ':n2' | head -n 1 || true)
  [ -z "$running" ] || break
  sleep 0.5
done
[ -n "$running" ] || fail "no piece ran on the second node"
scontrol requeue "${running%%:*}"
wait "$submit" || { cat slow.log; fail "submit.sh after a requeue: status $?"; }
cmp single.jsonl work-slow/rows.jsonl || fail "the rows differ after a requeue"
echo "requeue: a piece taken from its node ran again, rows identical"

# --- a piece that fails

{ head -n 20 posts.jsonl; echo '{"doc_id":"broken","text":'; tail -n +21 posts.jsonl; } > broken.jsonl
if POSTS=$D/broken.jsonl WORK=$D/work-broken SHARDS=4 timeout 300 \
  "$examples/slurm/submit.sh" --wait > broken.log 2>&1; then
  fail "a failing piece went unnoticed"
fi
[ ! -e work-broken/rows.jsonl ] || fail "there are rows although a piece failed"
grep -q 'not valid JSON' work-broken/log/map-*.log || fail "the log does not say why"
echo "failure: no rows, status not 0, the log says why"
echo "passed"
