#pragma once

#include <memory>

#include "archive/reader.h"

namespace tarn::archive {

/// The format "jsonl": one JSON object a line, whose members are fields of a record or become such
/// by ReadOptions::map (a name in the archive may be a path, "author.name"). Members that are no
/// fields of ours pass through byte for byte. A missing doc_id is made from the text.
std::unique_ptr<Reader> make_jsonl_reader(const ReadOptions& options);

/// The format "csv": a table with a header, read like JSON Lines; only columns that are fields of a
/// record or stand in ReadOptions::map are kept.
std::unique_ptr<Reader> make_csv_reader(const ReadOptions& options);

}  // namespace tarn::archive
