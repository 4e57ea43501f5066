#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluate/label_map.h"
#include "record/record.h"
#include "text/tokens.h"

namespace tarn::evaluate {

/// A label that somebody gave to a stretch of a text.
struct Code {
  Span span;
  std::string coder;  ///< empty: nobody is named
  std::string label;  ///< after the label map
  std::optional<double> value;
};

/// The codes of one text.
struct CodedText {
  std::string doc_id;
  std::string digest;  ///< of the text
  std::vector<Code> codes;
  std::vector<std::string> coders;  ///< who looked through all of it, with codes or none
};

/// Which codes of a record count, and how they are named.
struct CodeSelection {
  std::vector<std::string> layers = {};  ///< empty: all but code and modifier
  bool unnamed_by_layer = false;  ///< a span without a coder is its layer's, and not nobody's
  bool reads_coders = false;      ///< the record's field "coders" tells who looked through it
  bool nonzero = false;           ///< spans whose score is 0 do not count
  std::string voice = {};         ///< only spans with this voice, or none
  const LabelMap* map = nullptr;
  bool ancestors = false;
  std::string value_path = {};
};

/// Takes the codes of a record: spans; under layer "sentence_scores" also the sentences of that
/// field, labelled positive, neutral or negative, with their score; with a value path, instead of
/// both, a number of the post (label "value"). `units` are needed for sentence scores. On failure
/// says what is wrong with the field.
std::optional<JsonError> read_codes(const Record& record, const Segmentation& units,
                                    const CodeSelection& selection, CodedText& out);

/// What tells texts apart.
std::string text_digest(std::string_view text);

}  // namespace tarn::evaluate
