#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/codes.h"
#include "exchange/input.h"
#include "format/json.h"

namespace tarn::exchange {

/// Calls `visit` for each object of a file of JSON: the lines of JSON Lines, the elements of an
/// array, or the one object that it is; with its place. Throws ResourceError with the place of what
/// is no JSON.
void each_object(const Input& input, const std::function<void(JsonView, const Place&)>& visit);

/// The first object of a file of JSON, for a look at what it is; false when it is no JSON.
bool first_object(const Input& input, const std::function<bool(JsonView)>& test);

/// The value of a member: a string, or a number as it is spelled; empty else.
std::string text_of(JsonView object, std::string_view key);
std::string text_of(JsonView value);

/// A member that is a position; throws ResourceError when it is there and is no whole number from 0
/// on.
std::optional<std::uint64_t> position_of(JsonView object, std::string_view key, const Place& place);

/// The code of a span with "start", "end" and "label"; throws ResourceError when one is missing.
Code code_of_span(JsonView span, const std::string& coder, const Place& place);

/// Whether a member is an array.
bool has_list(JsonView object, std::string_view key);

/// The elements of a member that is an array; none else.
std::vector<JsonView> list_of(JsonView object, std::string_view key);

/// The doc_id that a task or example carries: in "doc_id", or in "meta" or "data" under that name.
/// Empty if none.
std::string doc_id_in(JsonView object);

/// Tells in `out` that something at a place is left out.
void tell_dropped(CodeFile& out, const Place& place, std::string message);

}  // namespace tarn::exchange
