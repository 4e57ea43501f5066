#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/record.h"
#include "text/segmenter.h"

namespace tarn {

/// Gives the units of records: those that a record brings along, else what tarn's rules make of its
/// text. One object serves many threads.
class Units {
 public:
  /// `language` (BCP 47) is that of all records; empty: each record's own, else English.
  explicit Units(std::string_view language = {});

  /// The units that the record has, or `space`, filled with those that `cut` makes.
  const Segmentation& of(const Record& record, Segmentation& space) const;

  /// What tarn's rules make of the text, whatever the record brings along.
  void cut(const Record& record, Segmentation& out) const;

 private:
  std::string language_;
  std::vector<std::pair<std::string, Segmenter>> segmenters_;  ///< by primary language
};

/// Writes what every stage that needs units writes: "sentences" and "counts".
void write_units(Record& record, const Segmentation& units);

/// Writes the field "tarn": the name of the rule set of tokens, as "tokenizer", and the identities
/// of lexicons, merged in beside what is there. Most records of a run come with the same field:
/// what it became is kept. One per thread.
class MadeBy {
 public:
  /// `lexicons`: name to "sha256:…"; they must outlive the object.
  using Lexicons = std::vector<std::pair<std::string, std::string>>;
  explicit MadeBy(const Lexicons& lexicons) : lexicons_(lexicons) {}

  /// `tokenizer`: whether the units are tarn's own and not the record's.
  void write(Record& record, bool tokenizer);

 private:
  const Lexicons& lexicons_;
  bool tokenizer_ = false;
  std::string before_;
  std::string after_;  ///< empty: nothing is kept
};

}  // namespace tarn
