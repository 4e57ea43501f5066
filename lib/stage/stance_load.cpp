#include <algorithm>
#include <array>
#include <string_view>

#include "base/bytes.h"
#include "base/sha256.h"
#include "stage/stance.h"

namespace tarn {
namespace {

// Of two patterns of one length the earlier file wins: exclusions stand first.
constexpr std::array<std::string_view, 15> kShipped = {
    "exclusions", "attitude",   "affect",     "alignment",  "hedges",
    "boosters",   "modality",   "reflection", "engagement", "negators",
    "degree",     "nonfactual", "clause",     "holders",    "report"};
constexpr std::string_view kConstantsName = "stance-constants";
constexpr std::string_view kDimensionsName = "stance-dimensions";

std::vector<Lexicon> load_lexicons(const StanceSources& sources, const LexiconSearch& search) {
  std::vector<Lexicon> own;
  for (const std::string& name : sources.lexicons) own.push_back(load_named_lexicon(name, search));
  std::vector<Lexicon> lexicons;
  for (const std::string_view name : kShipped) {
    const bool replaced = std::any_of(own.begin(), own.end(),
                                      [&](const Lexicon& lexicon) { return lexicon.name == name; });
    if (!replaced) lexicons.push_back(load_named_lexicon(name, search));
  }
  std::move(own.begin(), own.end(), std::back_inserter(lexicons));
  return lexicons;
}

std::string identity_of_file(const std::filesystem::path& path) {
  const auto source = open_source(path.string());
  return "sha256:" + sha256_hex(read_all(*source));
}

}  // namespace

StanceResources load_stance(const StanceSources& sources) {
  const LexiconSearch search = lexicon_search(sources.lexicon_path);
  const std::filesystem::path constants_file = find_lexicon(kConstantsName, search);
  const std::filesystem::path dimensions_file = find_lexicon(kDimensionsName, search);
  stance::Constants constants = stance::load_constants(constants_file);
  std::vector<std::pair<std::string, std::string>> identities = {
      {std::string(kConstantsName), identity_of_file(constants_file)},
      {std::string(kDimensionsName), identity_of_file(dimensions_file)}};
  if (!sources.constants.empty()) {
    constants = stance::load_constants(sources.constants, constants);
    identities.emplace_back("own-constants", identity_of_file(sources.constants));
  }
  std::vector<Lexicon> lexicons = load_lexicons(sources, search);
  for (const Lexicon& lexicon : lexicons) {
    identities.emplace_back(lexicon.name, "sha256:" + lexicon.sha256);
  }
  return {stance::Model(std::move(lexicons), constants, stance::load_dimensions(dimensions_file)),
          std::move(identities)};
}

}  // namespace tarn
