#include "record/conllu.h"

#include <algorithm>

namespace tarn {
namespace {

/// Whether a token stands right behind the one before it.
bool is_glued(const Segmentation& units, std::size_t k) {
  return k > 0 && k < units.tokens.size() &&
         units.tokens[k].span.begin == units.tokens[k - 1].span.end;
}

/// A bar parts the members of MISC, and a tab or line end no column may hold.
void append_misc(std::string& out, Misc& misc) {
  if (misc.empty()) out += '_';
  std::sort(misc.begin(), misc.end());
  for (std::size_t i = 0; i < misc.size(); ++i) {
    if (i > 0) out += '|';
    out += misc[i].first + '=';
    for (const char c : misc[i].second) {
      switch (c) {
        case '|':
          out += "\\p";
          break;
        case '\t':
          out += "\\t";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        default:
          out += c;
      }
    }
  }
}

}  // namespace

void append_plain_sentence(std::string_view text, const Segmentation& units,
                           const Sentence& sentence, std::string& out) {
  for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
    if (k > sentence.first_token && !is_glued(units, k)) out += ' ';
    out += slice(text, units.tokens[k].span);
  }
}

void append_conllu(const Record& record, const Segmentation& units,
                   const std::function<void(std::size_t token, Misc& misc)>& add,
                   std::string& out) {
  const std::string& text = record.text();
  out += "# newdoc id = " + record.doc_id() + "\n";
  std::uint32_t paragraph = 0;
  for (std::size_t s = 0; s < units.sentences.size(); ++s) {
    const Sentence& sentence = units.sentences[s];
    if (s == 0 || sentence.paragraph != paragraph) out += "# newpar\n";
    paragraph = sentence.paragraph;
    out += "# sent_id = " + record.doc_id() + "-" + std::to_string(s + 1) + "\n# text = ";
    append_plain_sentence(text, units, sentence, out);
    out += '\n';
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
      Misc misc;
      add(k, misc);
      if (is_glued(units, k + 1)) misc.emplace_back("SpaceAfter", "No");
      out += std::to_string(k - sentence.first_token + 1) + '\t';
      out += slice(text, units.tokens[k].span);
      out += "\t_\t_\t_\t_\t_\t_\t_\t";
      append_misc(out, misc);
      out += '\n';
    }
    out += '\n';
  }
}

}  // namespace tarn
