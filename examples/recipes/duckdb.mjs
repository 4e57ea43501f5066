// duckdb.mjs ROWS: the most frequent themes, with DuckDB's Node package.
import { DuckDBInstance } from '@duckdb/node-api';

const database = await DuckDBInstance.create(':memory:');
const connection = await database.connect();
// Rows of different tables have different members: read each line as JSON and take what is wanted.
const reader = await connection.runAndReadAll(`
  SELECT json->>'theme', CAST(json->>'hits' AS BIGINT), CAST(json->>'posts_with' AS BIGINT),
         CAST(json->>'rate' AS DOUBLE) AS rate
  FROM read_ndjson_objects('${process.argv[2].replaceAll("'", "''")}')
  WHERE (json->>'table') = 'theme' AND (json->>'group') = '{}' AND (json->>'rate') IS NOT NULL
  ORDER BY rate DESC, 1`);
for (const row of reader.getRows()) console.log(row.join('\t'));
