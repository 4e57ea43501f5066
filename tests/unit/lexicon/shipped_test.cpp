#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "lexicon/check.h"
#include "lexicon/helpers.h"

using namespace tarn;

TEST_CASE("lexicon/shipped: the lexicons are free of faults") {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const auto& file : fs::directory_iterator(TARN_SOURCE_DIR "/data/lexicons")) {
    const std::string name = file.path().filename().string();
    // The tables of the stance formula are no lexicons.
    if (name.ends_with(".tsv") && !name.starts_with("stance-"))
      files.push_back(file.path().string());
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 15);
  for (const std::string& file : files) {
    Diagnostics findings;
    const Lexicon lexicon = read_lexicon(*open_source(file), findings, test::segmenter());
    const Diagnostics more = check_lexicons({lexicon}, test::segmenter(), {});
    findings.insert(findings.end(), more.begin(), more.end());
    CHECK(lexicon.licence == "CC0-1.0");
    CHECK(fs::path(file).stem() == lexicon.name);
    CHECK(findings_text(findings, "text") == "");
  }
}
