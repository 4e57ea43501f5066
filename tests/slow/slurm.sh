#!/usr/bin/env bash
# The Slurm example on a real cluster: tests/slurm/run.sh.
exec "$(dirname "$0")/../slurm/run.sh"
