#!/bin/sh
# jq.sh ROWS: the most frequent themes.
jq -rs 'map(select(.table == "theme" and .group == {} and .rate != null))
  | sort_by([-.rate, .theme])[] | [.theme, .hits, .posts_with, .rate] | @tsv' "$1"
