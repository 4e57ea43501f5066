#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace tarn {

/// A place in an input, for messages of the form FILE:LINE:COL. Lines and columns count from 1;
/// 0 means unknown. A column counts bytes. Standard input is named "<stdin>".
struct Place {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

/// "FILE:LINE:COL", without the parts that are unknown; empty when nothing is known.
std::string shown(const Place& place);

/// A resource cannot be used: a file, a lexicon, an output, a limit. It ends the run with exit
/// status 2. `what()` is the bare message, one line, lower case; only cli::App catches it.
class ResourceError : public std::runtime_error {
 public:
  ResourceError(Place place, const std::string& message)
      : std::runtime_error(message), place_(std::move(place)) {}
  explicit ResourceError(const std::string& message) : ResourceError(Place{}, message) {}

  const Place& place() const { return place_; }

 private:
  Place place_;
};

}  // namespace tarn
