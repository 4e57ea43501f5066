#pragma once

#include <span>
#include <string>
#include <string_view>

#include "archive/reader.h"

namespace tarn::archive {

// The fields of a record (lib/record/FORMAT.md), for archives that have them by name.

/// Their names, in the order in which they are written.
std::span<const std::string_view> record_fields();

/// Whether a name is that of a field of a record.
bool is_record_field(std::string_view name);

/// The id of a post that has none, made from its text: "jsonl:2d711642b726b044".
std::string id_of(std::string_view format, std::string_view text);

/// Sets a field that is one string; false for a name that is none of these.
bool set_text_field(RawPost& raw, std::string_view field, std::string value,
                    const ReadOptions& options);

/// The status of that name; "publish", "live" and their like are understood as well as our own
/// words.
Status status_of(std::string_view word);

/// The kind of that name; a post for any other word.
Kind kind_of(std::string_view word);

}  // namespace tarn::archive
