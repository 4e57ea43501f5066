#!/bin/sh
# miller.sh ROWS: the most frequent themes.
mlr --ijsonl --otsv --headerless-csv-output \
  filter '$table == "theme" && is_empty_map($group) && is_numeric($rate)' then \
  sort -nr rate -f theme then cut -o -f theme,hits,posts_with,rate "$1"
