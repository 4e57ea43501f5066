#include "archive/selection.h"

#include <algorithm>

#include "archive/date.h"
#include "archive/strings.h"

namespace tarn::archive {
namespace {

bool any_same(const std::vector<std::string>& wanted, std::string_view found) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& each) { return same_text(each, found); });
}

bool any_language(const std::vector<std::string>& wanted, std::string_view found) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
    return same_text(each, found) || (starts_with_text(found, each) && found.size() > each.size() &&
                                      (found[each.size()] == '-' || found[each.size()] == '_'));
  });
}

std::string reason_of_date(std::string_view date, const Selection& selection) {
  if (selection.since.empty() && selection.until.empty()) return {};
  if (date.empty()) return "without a date";
  const std::string_view day = date.substr(0, 10);
  if (!selection.since.empty() && day < selection.since) return "before --since";
  // "2014-03-31" is within "2014-03": only as many characters count as the period has.
  if (!selection.until.empty() && day.substr(0, selection.until.size()) > selection.until)
    return "after --until";
  return {};
}

}  // namespace

std::string reason_to_leave_out(const RawPost& raw, const Selection& selection) {
  const Post& post = raw.post;
  const auto has = [](const auto& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!has(selection.kinds, post.kind)) return std::string(shown(post.kind));
  if (!has(selection.statuses, post.status)) return std::string(shown(post.status));
  if (std::string reason = reason_of_date(post.date_published, selection); !reason.empty())
    return reason;
  const auto none = [](const std::vector<std::string>& wanted,
                       const std::vector<std::string>& found) {
    return !wanted.empty() &&
           std::none_of(found.begin(), found.end(),
                        [&](const std::string& each) { return any_same(wanted, each); });
  };
  if (none(selection.authors, post.authors)) return "of another author";
  if (none(selection.tags, post.tags)) return "without the tag";
  if (!selection.languages.empty() && !any_language(selection.languages, post.language)) {
    return "in another language";
  }
  return {};
}

bool is_period(std::string_view text) {
  std::string full(text);
  if (text.size() == 4) full += "-01-01";
  if (text.size() == 7) full += "-01";
  const std::optional<StatedDate> date = full.size() == 10 ? read_date(full) : std::nullopt;
  return date && shown(*date) == full;
}

}  // namespace tarn::archive
