# base.R CSV: the most frequent themes, with base R.
rows <- read.csv(commandArgs(trailingOnly = TRUE)[1], check.names = FALSE, na.strings = "")
rows <- rows[is.na(rows$by) & !is.na(rows$rate), ]
rows <- rows[order(-rows$rate, rows$theme, method = "radix"), ]
write.table(rows[c("theme", "hits", "posts_with", "rate")], sep = "\t", quote = FALSE,
            row.names = FALSE, col.names = FALSE)
