#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/reader.h"

namespace tarn::archive {

/// Which posts leave an archive. Empty lists choose all, except that kinds and statuses have
/// defaults: published posts.
struct Selection {
  std::vector<Kind> kinds = {Kind::kPost};
  std::vector<Status> statuses = {Status::kPublished, Status::kUnknown};
  std::string since;  ///< "2014", "2014-03" or "2014-03-13": the first day that is in
  std::string until;  ///< the last day, month or year that is in
  std::vector<std::string> authors;    ///< any of these names, case of ASCII letters ignored
  std::vector<std::string> tags;       ///< any of these
  std::vector<std::string> languages;  ///< "en" is also "en-GB"
};

/// Why a post is left out, as words for a count ("draft", "page", "before --since"); empty when it
/// is in. Dates are compared by the day that the post states.
std::string reason_to_leave_out(const RawPost& raw, const Selection& selection);

/// Whether a text is a year, month or day that --since and --until take.
bool is_period(std::string_view text);

}  // namespace tarn::archive
