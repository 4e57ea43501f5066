#include "record/span_list.h"

#include <algorithm>

namespace tarn {

void SpanList::sort() {
  writer_.flush();
  const auto before = [](const Item& a, const Item& b) {
    const auto order = a.key <=> b.key;
    return order != 0 ? order < 0 : a.begin < b.begin;
  };
  if (!std::is_sorted(items_.begin(), items_.end(), before)) {
    std::sort(items_.begin(), items_.end(), before);
  }
}

}  // namespace tarn
