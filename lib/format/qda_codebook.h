#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/xml.h"

namespace tarn {

// The codes of the REFI-QDA standard: they stand alike in codebooks (.qdc) and in projects (.qdpx).

/// A code with those below it.
struct QdaCode {
  std::string name;
  std::string guid;
  std::string color;    ///< "#RRGGBB", or empty
  std::string codable;  ///< "true" or "false"; empty: not told
  std::string description;
  std::uint64_t line = 0;
  std::vector<QdaCode> children;
};

/// Takes prefixes and namespaces off all names of a tree: they are the same in every version of the
/// standard.
void strip_namespaces(XmlNode& node);

/// The codes within an element, sets passed over; codes without a name are kept without one.
std::vector<QdaCode> qda_codes(const XmlNode& node);

/// Appends <Code> elements, indented by two spaces a level.
void append_qda_codes(std::string& out, const std::vector<QdaCode>& codes, std::size_t depth);

/// A whole codebook file.
std::string qda_codebook(const std::vector<QdaCode>& codes);

/// A stable identifier made of a name, in the form of a name-based UUID.
std::string guid_of(std::string_view name);

}  // namespace tarn
