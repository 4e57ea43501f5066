#pragma once

#include <string_view>

namespace tarn {

/// Labels are dotted paths: whether `label` lies below `ancestor`, as "barriers.time" below
/// "barriers".
inline bool is_below(std::string_view label, std::string_view ancestor) {
  return label.size() > ancestor.size() && label.starts_with(ancestor) &&
         label[ancestor.size()] == '.';
}

/// Whether `label` is `wanted` or lies below it.
inline bool is_at_or_below(std::string_view label, std::string_view wanted) {
  return label == wanted || is_below(label, wanted);
}

}  // namespace tarn
