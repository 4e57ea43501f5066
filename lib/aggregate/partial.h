#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aggregate/summary.h"
#include "format/json.h"

namespace tarn::aggregate {

/// Whether a line is a partial summary, by its first member.
bool is_partial(std::string_view line);

/// Appends a summary as one line of JSON, with its newline; `shape` is that of the options.
void append_partial(std::string& out, const PostSummary& summary, std::string_view shape);

/// Reads such a line. On failure says where and why: bad JSON, a summary that contradicts itself,
/// or one that was made with options of another shape.
std::optional<JsonError> read_partial(std::string_view line, std::string_view shape,
                                      PostSummary& out);

/// What in a summary cannot be true of any post; nothing if all can. O(cells).
std::optional<std::string_view> contradiction(const PostSummary& summary);

}  // namespace tarn::aggregate
