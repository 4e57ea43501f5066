#include "lexicon/formats/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.h"
#include "lexicon/flags.h"

namespace tarn {
namespace {

constexpr std::array<LexiconFormat, 15> kFormats = {{
    {"csv", ".csv", "two columns, word and value or word and category", read_pairs, nullptr},
    {"dicx", ".dicx", "LIWC-22, a table of words and categories", read_dicx, write_dicx},
    {"empath", ".empath", "Empath, a category and its words a line", read_empath, nullptr},
    {"entityruler", ".jsonl", "spaCy EntityRuler patterns", read_entity_ruler, write_entity_ruler},
    {"lexicoder", ".lc3", "Lexicoder 3", read_lexicoder, write_lexicoder},
    {"liwc", ".dic", "LIWC 2001 to 2015", read_liwc, write_liwc},
    {"nrc", "", "NRC emotion, intensity and VAD lists", read_nrc, nullptr},
    {"qdc", ".qdc", "REFI-QDA codebook: categories alone", read_codebook, write_codebook},
    {"quanteda", ".yml", "quanteda's YAML", read_quanteda, write_quanteda},
    {"socal", "", "SO-CAL", read_socal, nullptr},
    {"tsv", ".tsv", "tarn's own", read_tsv, write_tsv},
    {"usas", "", "USAS single words and multiword templates", read_usas, nullptr},
    {"vader", "", "VADER", read_vader, nullptr},
    {"wordstat", ".cat", "WordStat", read_wordstat, nullptr},
    {"yoshikoder", ".ykd", "Yoshikoder, and Lexicoder 2 (.lcd)", read_yoshikoder, write_yoshikoder},
}};

}  // namespace

std::span<const LexiconFormat> lexicon_formats() { return kFormats; }

const LexiconFormat& lexicon_format(std::string_view name, std::string_view file) {
  std::vector<std::string_view> names;
  for (const LexiconFormat& format : kFormats) {
    names.push_back(format.name);
    if (format.name == name) return format;
    const bool named_so = !format.extension.empty() && file.ends_with(format.extension);
    if (name.empty() && named_so) return format;
  }
  if (name.empty()) {
    if (file.ends_with(".yaml")) return lexicon_format("quanteda", file);
    if (file.ends_with(".lcd")) return lexicon_format("yoshikoder", file);
    throw ResourceError({std::string(file), 0, 0},
                        fmt::format("the name does not tell the format: wanted --from or --to {}",
                                    fmt::join(names, ", ")));
  }
  const std::string_view near = nearest(name, names);
  throw ResourceError(fmt::format("unknown format '{}'{}: wanted {}", name,
                                  near.empty() ? "" : fmt::format(" (is '{}' meant?)", near),
                                  fmt::join(names, ", ")));
}

}  // namespace tarn
