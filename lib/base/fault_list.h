#pragma once

#include "base/error.h"

namespace tarn {

/// A ResourceError that lists several faults: `what()` has a line for each, those behind the first
/// with their places.
class FaultList : public ResourceError {
 public:
  using ResourceError::ResourceError;
};

}  // namespace tarn
