#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"

namespace tarn {

/// A source whose first bytes can be looked at before it is read. `source` must outlive it.
class PeekSource final : public ByteSource {
 public:
  explicit PeekSource(ByteSource& source) : source_(source) {}

  /// The next bytes, up to `size`, fewer only when the source ends there. The view holds until the
  /// next call of either function.
  std::string_view peek(std::size_t size);

  std::size_t read(char* buffer, std::size_t size) override;
  const std::string& name() const override { return source_.name(); }

 private:
  ByteSource& source_;
  std::string head_;
  std::size_t used_ = 0;
  bool ended_ = false;
};

}  // namespace tarn
