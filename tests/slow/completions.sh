#!/usr/bin/env bash
# The completions in bash, zsh and fish as a person meets them: the shell runs in a terminal (tmux), the key TAB is
# pressed, and the line is read from the screen.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
for program in tmux zsh fish; do command -v $program >/dev/null || exit 77; done

work=$(mktemp -d)
server=tarn-completions-$$
trap 'tmux -L $server kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
cmake --install build/release --prefix "$work/prefix" >/dev/null
mkdir "$work/here" "$work/own" "$work/home"
touch "$work/here/archive.jsonl" "$work/here/gates.txt" "$work/own/garden-words.tsv"

# What is typed before TAB, and the line after it; zsh adds a "=" or "," that goes away with the next blank.
cat > "$work/cases" <<'END'
tarn-theme --over|tarn-theme --overlap
tarn-theme --overlap lon|tarn-theme --overlap longest
tarn-stance --holder=of|tarn-stance --holder=off
tarn-theme -l themes-h|tarn-theme -l themes-health
tarn-theme --lexicon garden|tarn-theme --lexicon garden-words
tarn-aggregate --by quar|tarn-aggregate --by quarter
tarn-aggregate --by month,quar|tarn-aggregate --by month,quarter
tarn-aggregate --tables theme,tren|tarn-aggregate --tables theme,trend
tarn-ingest --from wordp|tarn-ingest --from wordpress
tarn-tokenize arch|tarn-tokenize archive.jsonl
tarn-compare --gates ga|tarn-compare --gates gates.txt
tarn-lexicon imp|tarn-lexicon import
tarn-lexicon check --format sar|tarn-lexicon check --format sarif
tarn-lexicon check --tog|tarn-lexicon check --together
tarn aggreg|tarn aggregate
tarn stance --expl|tarn stance --explain
tarn aggregate --by quar|tarn aggregate --by quarter
tarn lexicon export --to quant|tarn lexicon export --to quanteda
tarn lexicon cov|tarn lexicon coverage
tarn tokenize arch|tarn tokenize archive.jsonl
END

screen() { tmux -L $server capture-pane -p | sed 's/ *$//' | sed '/^$/d' | tail -n 1 | sed 's/^> //; s/[=,]$//'; }
# expect LINE: waits until the last line of the screen is this.
expect() {
  local tries
  for ((tries = 0; tries < 100; ++tries)); do
    [ "$(screen)" != "$1" ] || return 0
    sleep 0.1
  done
  return 1
}

failed=0 count=0
try_shell() { # NAME START...: the prompt of the shell is "> "
  local name=$1
  shift
  tmux -L $server -f /dev/null new-session -d -x 150 -y 50 -c "$work/here" env -i PATH="$work/prefix/bin:/usr/bin:/bin" \
    HOME="$work/home" TERM=screen LC_ALL=C.UTF-8 XDG_DATA_DIRS="$work/prefix/share:/usr/share" \
    TARN_LEXICONS="$work/own" WORK="$work" "$@"
  expect '>' || { echo "FAILED: $name does not start: $(screen)"; exit 1; }
  while IFS='|' read -r typed wanted; do
    count=$((count + 1))
    tmux -L $server send-keys -l "$typed"
    expect "$typed" || echo "$name: the keys do not arrive: $(screen)"
    tmux -L $server send-keys Tab
    if ! expect "$wanted"; then
      echo "FAILED: $name: $typed TAB: wanted $wanted, got: $(screen)"
      failed=$((failed + 1))
    fi
    tmux -L $server send-keys C-e C-u
    expect '>' || { tmux -L $server send-keys C-c; sleep 0.5; }
  done < "$work/cases"
  tmux -L $server kill-server
  sleep 0.3
}

cat > "$work/bashrc" <<'END'
PS1='> '
. /usr/share/bash-completion/bash_completion
END
try_shell bash bash --noprofile --rcfile "$work/bashrc" -i

cat > "$work/home/.zshrc" <<'END'
PS1='> '
fpath=($WORK/prefix/share/zsh/site-functions $fpath)
autoload -Uz compinit && compinit -u -D
END
try_shell zsh zsh -i

mkdir -p "$work/home/.config/fish"
cat > "$work/home/.config/fish/config.fish" <<'END'
function fish_prompt; echo -n '> '; end
function fish_greeting; end
set -g fish_autosuggestion_enabled 0
END
try_shell fish fish -i

echo "$count lines completed, $failed failed"
[ $failed -eq 0 ]
