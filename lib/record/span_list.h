#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/annotation.h"

namespace tarn {

/// Annotations that a stage made for one record, as JSON texts in one buffer. Reused from record to
/// record, it allocates nothing.
class SpanList {
 public:
  void clear() {
    items_.clear();
    writer_.flush();
    json_.clear();
  }

  /// Adds an annotation of the record with these offsets. The texts of layer and label must live
  /// until the list is cleared.
  template <typename Any>
  void add(const Any& annotation, const OffsetMap& offsets) {
    const std::size_t begin = writer_.size();
    append_annotation(writer_, annotation, offsets);
    items_.push_back(
        {{annotation.span, annotation.layer, annotation.label}, begin, writer_.size()});
  }

  /// Puts the annotations into the order of "spans", in which they may then be looked at: until the
  /// next `add`. O(n log n), O(n) when they are in order.
  void sort();

  std::size_t size() const { return items_.size(); }
  const AnnotationKey& key(std::size_t index) const { return items_[index].key; }
  std::string_view json(std::size_t index) const {
    const Item& item = items_[index];
    return std::string_view(json_).substr(item.begin, item.end - item.begin);
  }

 private:
  struct Item {
    AnnotationKey key;
    std::size_t begin = 0;  ///< of its text in json_; ascending in the order of `add`
    std::size_t end = 0;
  };
  std::vector<Item> items_;
  std::string json_;
  JsonWriter writer_{json_};
};

}  // namespace tarn
