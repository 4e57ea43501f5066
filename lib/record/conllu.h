#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/record.h"
#include "text/tokens.h"

namespace tarn {

/// The members of the last column of a token.
using Misc = std::vector<std::pair<std::string, std::string>>;

/// Appends a record as CoNLL-U: "# newdoc", "# newpar", "# sent_id", "# text"; ten columns, of
/// which ID, FORM and MISC are filled. MISC has SpaceAfter=No where it applies and what `add` gives
/// for the token of that index, sorted by name. White space within "# text" is one space.
void append_conllu(const Record& record, const Segmentation& units,
                   const std::function<void(std::size_t token, Misc& misc)>& add, std::string& out);

/// Appends the tokens of a sentence with one space where white space was.
void append_plain_sentence(std::string_view text, const Segmentation& units,
                           const Sentence& sentence, std::string& out);

}  // namespace tarn
