#include "exchange/formats.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "base/error.h"

namespace tarn::exchange {
namespace {

constexpr std::array kFormats = {
    Format{"csv", ".csv", "a table: doc_id,start,end,code,coder", "", is_csv, read_csv, write_csv},
    Format{"doccano", ".jsonl", "doccano's JSON Lines", "", is_doccano, read_doccano, nullptr},
    Format{"w3c", ".jsonld", "W3C Web Annotation, Hypothesis", "", is_web_annotation,
           read_web_annotation, nullptr},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

std::vector<std::string> read_names() {
  std::vector<std::string> out;
  for (const Format& format : kFormats) {
    if (format.read != nullptr) out.emplace_back(format.name);
  }
  return out;
}

std::vector<std::string> written_names() {
  std::vector<std::string> out;
  for (const Format& format : kFormats) {
    if (format.write != nullptr) out.emplace_back(format.name);
  }
  return out;
}

const Format& format_named(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Format& format : kFormats) {
    if (format.name == name) return format;
    names.push_back(format.name);
  }
  throw ResourceError(fmt::format("unknown format '{}': wanted {}", name, fmt::join(names, ", ")));
}

const Format& format_of(const Input& input) {
  std::vector<std::string_view> names;
  const Format* found = nullptr;
  for (const Format& format : kFormats) {
    if (format.is == nullptr || !format.is(input)) continue;
    names.push_back(format.name);
    found = &format;
  }
  if (names.size() == 1) return *found;
  if (names.empty()) {
    throw ResourceError({input.name}, fmt::format("it is like no format of codes that is known: name one of {}",
                                                  fmt::join(read_names(), ", ")));
  }
  throw ResourceError({input.name}, fmt::format("it could be {}: name one", fmt::join(names, " or ")));
}

}  // namespace tarn::exchange
