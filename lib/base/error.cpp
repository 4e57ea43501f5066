#include "base/error.h"

namespace tarn {

std::string shown(const Place& place) {
  std::string out = place.file;
  if (place.line == 0) return out;
  out += ':' + std::to_string(place.line);
  if (place.column != 0) out += ':' + std::to_string(place.column);
  return out;
}

}  // namespace tarn
