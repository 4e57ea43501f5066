// The lexicon loader and every importer on any bytes: what is read without faults compiles and
// matches, what is imported has no faults, a lexicon that is written and read again decides alike.
// The part is the format.
#include "base/bytes.h"
#include "fuzz.h"
#include "lexicon/check.h"
#include "lexicon/formats/formats.h"
#include "lexicon/matcher.h"

using namespace tarn;
using fuzz::expect;

namespace {

const LexiconFormat* format = nullptr;

const Segmenter& segmenter() {
  static const Segmenter made;
  return made;
}

bool has_error(const Diagnostics& faults) {
  return std::any_of(faults.begin(), faults.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

std::string listed(const Diagnostics& faults) {
  std::string out;
  for (const Diagnostic& fault : faults) out += shown(fault.place) + ": " + fault.message + '\n';
  return out;
}

void check_hits(Lexicon lexicon) {
  std::vector<Lexicon> lexicons;
  std::string text = "Coproduction is not very good, he said. ";
  for (const LexiconEntry& entry : lexicon.entries) {
    if (text.size() < 2000) text += entry.pattern + ' ';
  }
  lexicons.push_back(std::move(lexicon));
  const Matcher matcher(std::move(lexicons), segmenter());
  const Segmentation units = segmenter().segment(text);
  Matcher::Scratch scratch;
  Matches matches;
  matcher.match(text, units, scratch, matches);
  for (const auto& hits : matches.by_layer) {
    for (const Hit& hit : hits) {
      expect(hit.first_token < hit.end_token && hit.end_token <= units.tokens.size() &&
                 hit.entry < matcher.entries().size(),
             "hits lie in the text");
    }
  }
}

/// Written and read again.
void check_again(const Lexicon& lexicon) {
  Diagnostics lost;
  const std::string written = write_tsv(lexicon, lost);
  Diagnostics faults;
  const Lexicon again = read_lexicon(*memory_source(written, lexicon.file), faults, segmenter());
  expect(!has_error(faults), "what was written has no faults", listed(faults) + written);
  expect(lexicon_digest(again) == lexicon_digest(lexicon),
         "a lexicon written and read decides alike", written);
}

void check_exports(const Lexicon& lexicon) {
  for (const LexiconFormat& other : lexicon_formats()) {
    if (other.write == nullptr || other.read == nullptr || other.name == "tsv") continue;
    Diagnostics lost;
    const std::string written = other.write(lexicon, lost);
    try {
      other.read(*memory_source(written, lexicon.file), lost);
    } catch (const ResourceError& error) {
      // A format may have no way to say that there is nothing.
      expect(lexicon.entries.empty() || !lost.empty(), "what was exported can be imported",
             std::string(other.name) + ": " + error.what() + '\n' + written);
    }
  }
}

void read_own(std::string_view bytes) {
  Diagnostics faults;
  const Lexicon lexicon =
      read_lexicon(*memory_source(std::string(bytes), "x.tsv"), faults, segmenter());
  for (const Diagnostic& fault : faults)
    expect(fault.place.file == "x.tsv" && !fault.code.empty(), "a fault has a place");
  check_lexicons({lexicon}, segmenter(), {});
  if (has_error(faults)) return;
  try {
    check_hits(lexicon);
  } catch (const ResourceError&) {
    // References to nothing, cycles: told when the lexicons that are used together are known.
  }
  check_again(lexicon);
  check_exports(lexicon);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const auto all = lexicon_formats();
  format = &all[fuzz::chosen_part(all, [](const LexiconFormat& one) { return one.name; })];
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::view(data, size));
  if (format->name == "tsv") {
    read_own(bytes);
    return 0;
  }
  Lexicon lexicon;
  Diagnostics lost;
  try {
    lexicon = format->read(*memory_source(bytes, "x" + std::string(format->extension)), lost);
  } catch (const ResourceError&) {
    return 0;
  }
  check_again(lexicon);
  check_hits(lexicon);
  check_exports(lexicon);
  return 0;
}
