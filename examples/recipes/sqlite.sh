#!/bin/sh
# sqlite.sh ROWS CSV: the most frequent themes, from JSON Lines and again from CSV.
set -eu
sqlite3 -batch ':memory:' <<SQL
.mode tabs
CREATE TABLE line(json TEXT);
.separator "\037" "\n"
.import '$1' line
.separator "\t" "\n"
SELECT json->>'theme', json->>'hits', json->>'posts_with', json->>'rate'
FROM line
WHERE json->>'table' = 'theme' AND json->>'group' = '{}' AND json->>'rate' IS NOT NULL
ORDER BY CAST(json->>'rate' AS REAL) DESC, json->>'theme';
SQL
sqlite3 -batch ':memory:' <<SQL
.mode csv
.import '$2' theme
.mode tabs
SELECT theme, hits, posts_with, rate FROM theme
WHERE "by" = '' AND rate <> ''
ORDER BY CAST(rate AS REAL) DESC, theme;
SQL
