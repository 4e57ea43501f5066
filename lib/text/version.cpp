#include "text/version.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

namespace tarn {
namespace {

std::string dotted(const UVersionInfo version) {
  return std::to_string(version[0]) + '.' + std::to_string(version[1]);
}

}  // namespace

std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  return dotted(version);
}

std::string unicode_version() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return dotted(version);
}

}  // namespace tarn
