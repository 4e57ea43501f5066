#include "exchange/formats.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "base/error.h"

namespace tarn::exchange {
namespace {

constexpr std::string_view kSpansOnly = "time, memo, score, fragments";

constexpr std::array kFormats = {
    Format{"brat", ".zip", "brat standoff: .txt and .ann, a folder for each coder", "time, score",
           is_brat, read_brat, write_brat, true, true},
    Format{"conllu", ".conllu", "CoNLL-U, spans as Entity= in MISC",
           "coder, time, memo, score, fragments, idle coders, parts of tokens", nullptr, nullptr,
           write_conllu, false, false, true},
    Format{"csv", ".csv", "a table: doc_id,start,end,code,coder …", "", is_csv, read_csv,
           write_csv},
    Format{"doccano", ".jsonl", "doccano", kSpansOnly, is_doccano, read_doccano, write_doccano},
    Format{"label-studio", ".json", "Label Studio", "", is_label_studio, read_label_studio,
           write_label_studio},
    Format{"prodigy", ".jsonl", "Prodigy", "", is_prodigy, read_prodigy, write_prodigy},
    Format{"qdc", ".qdc", "REFI-QDA codebook: the labels alone",
           "coder, time, memo, score, fragments, idle coders, places", nullptr, nullptr, write_qdc},
    Format{"qdpx", ".qdpx", "REFI-QDA project", "score, fragments, idle coders", is_qdpx, read_qdpx,
           write_qdpx, true},
    Format{"qualcoder", ".csv", "QualCoder's table of codings", "", is_qualcoder, read_qualcoder,
           nullptr},
    Format{"spacy", ".jsonl", "spaCy, Doc.to_json a line",
           "time, memo, score, fragments, parts of tokens", is_spacy, read_spacy, write_spacy,
           false, false, true},
    Format{"taguette", ".csv", "Taguette's table of highlights", "", is_taguette, read_taguette,
           nullptr},
    Format{"w3c", ".jsonld", "W3C Web Annotation, Hypothesis", "idle coders", is_web_annotation,
           read_web_annotation, write_web_annotation},
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
  if (found != nullptr && names.size() == 1) return *found;
  if (names.empty()) {
    throw ResourceError({input.name},
                        fmt::format("it is like no format of codes that is known: name one of {}",
                                    fmt::join(read_names(), ", ")));
  }
  throw ResourceError({input.name},
                      fmt::format("it could be {}: name one", fmt::join(names, " or ")));
}

}  // namespace tarn::exchange
