#pragma once

#include <string>
#include <string_view>

#include "base/pool.h"
#include "record/record.h"
#include "stage/units.h"

namespace tarn {

struct TokenizeOptions {
  bool forms = false;           ///< add "forms"; tables always have them
  bool norms = false;           ///< add "norms", in tables a column
  bool types = false;           ///< add "types", in tables a column
  bool sentences_only = false;  ///< no tokens
  std::string language = {};    ///< BCP 47; empty: as each record says
};

/// Cuts the text of a record into paragraphs, sentences and tokens, always anew. One object serves
/// many threads.
class Tokenizer {
 public:
  explicit Tokenizer(const TokenizeOptions& options);
  ~Tokenizer();

  /// Writes "paragraphs", "sentences", "tokens", "counts", "tarn", and what the options ask for;
  /// removes what an earlier run wrote and this one does not.
  void operator()(Record& record) const;

  /// Appends the record as CoNLL-U: "# newdoc", "# newpar", "# sent_id", "# text"; ten columns, of
  /// which ID, FORM and MISC (SpaceAfter=No, Norm, Type) are filled. White space is one space.
  void append_conllu(const Record& record, std::string& out) const;

  /// Appends the record as the vertical text of the Corpus Workbench: <text id>, <p>, <s> and a
  /// line for each token: form, norm and type (as asked for), XML entities for & < > and ".
  void append_vertical(const Record& record, std::string& out) const;

  /// Appends a line for each sentence, white space as one space.
  void append_text(const Record& record, std::string& out) const;

 private:
  struct Scratch;
  void write_columns(Record& record, const Segmentation& units) const;

  TokenizeOptions options_;
  Units units_;
  Pool<Scratch> scratches_;
};

}  // namespace tarn
