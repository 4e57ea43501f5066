"""with_pandas.py ROWS: the most frequent themes, with pandas."""
import sys

import pandas as pd

rows = pd.read_json(sys.argv[1], lines=True)
rows = rows[(rows.table == "theme") & (rows.group.map(len) == 0) & rows.rate.notna()]
rows = rows.sort_values(["rate", "theme"], ascending=[False, True])
for row in rows.itertuples():
    print(row.theme, int(row.hits), int(row.posts_with), row.rate, sep="\t")
