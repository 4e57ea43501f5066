#include "stage/tokenize.h"

#include "format/json.h"
#include "record/annotation.h"
#include "text/norm.h"

namespace tarn {
namespace {

const MadeBy::Lexicons kNoLexicons;

/// A JSON list with one string a token.
template <typename Of>
std::string list_of(const std::vector<Token>& tokens, Of of) {
  std::string json = "[";
  for (const Token& token : tokens) {
    if (json.size() > 1) json += ',';
    append_json_string(json, of(token));
  }
  return json + ']';
}

void set_or_remove(Record& record, std::string_view key, bool wanted, std::string json) {
  if (wanted) {
    record.set(key, std::move(json));
  } else if (!record.json(key).empty()) {
    record.remove(key);
  }
}

/// A column of CoNLL-U may not hold a bar within MISC, nor any column a tab.
void append_misc(std::string& misc, std::string_view name, std::string_view value) {
  if (!misc.empty()) misc += '|';
  misc += name;
  misc += '=';
  for (const char c : value) {
    if (c == '|') {
      misc += "\\p";
    } else {
      misc += c;
    }
  }
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

/// Whether a token stands right behind the one before it.
bool is_glued(const Segmentation& units, std::uint32_t k) {
  return k > 0 && k < units.tokens.size() &&
         units.tokens[k].span.begin == units.tokens[k - 1].span.end;
}

/// The tokens of a sentence with one space where white space was.
void append_plain(std::string_view text, const Segmentation& units, const Sentence& sentence,
                  std::string& out) {
  for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
    if (k > sentence.first_token && !is_glued(units, k)) out += ' ';
    out += slice(text, units.tokens[k].span);
  }
}

}  // namespace

/// The work space of one call.
struct Tokenizer::Scratch {
  Segmentation units;
  MadeBy made_by{kNoLexicons};
};

Tokenizer::Tokenizer(const TokenizeOptions& options)
    : options_(options),
      units_(options.language),
      scratches_([] { return std::make_unique<Scratch>(); }) {}

Tokenizer::~Tokenizer() = default;

void Tokenizer::operator()(Record& record) const {
  const auto scratch = scratches_.take();
  Segmentation& units = scratch->units;
  units_.cut(record, units);
  record.set("paragraphs", spans_json(units.paragraphs, record.offsets()));
  write_units(record, units);
  scratch->made_by.write(record, true);
  write_columns(record, units);
}

void Tokenizer::write_columns(Record& record, const Segmentation& units) const {
  const std::string& text = record.text();
  const bool tokens = !options_.sentences_only;
  const auto form = [&](const Token& token) { return slice(text, token.span); };
  std::vector<Span> spans;
  if (tokens) {
    spans.reserve(units.tokens.size());
    for (const Token& token : units.tokens) spans.push_back(token.span);
  }
  const auto column = [&](std::string_view key, bool wanted, auto of) {
    set_or_remove(record, key, wanted, wanted ? list_of(units.tokens, of) : std::string());
  };
  set_or_remove(record, "tokens", tokens, tokens ? spans_json(spans, record.offsets()) : "");
  column("forms", tokens && options_.forms, form);
  column("norms", tokens && options_.norms, [&](const Token& token) { return norm(form(token)); });
  column("types", tokens && options_.types, [](const Token& token) { return name_of(token.type); });
}

void Tokenizer::append_conllu_token(std::string_view text, const Segmentation& units,
                                    std::uint32_t k, std::string& out) const {
  const Token& token = units.tokens[k];
  std::string misc;
  if (options_.norms) append_misc(misc, "Norm", norm(slice(text, token.span)));
  if (is_glued(units, k + 1)) append_misc(misc, "SpaceAfter", "No");
  if (options_.types) append_misc(misc, "Type", name_of(token.type));
  out += slice(text, token.span);
  out += "\t_\t_\t_\t_\t_\t_\t_\t" + (misc.empty() ? "_" : misc) + "\n";
}

void Tokenizer::append_conllu(const Record& record, std::string& out) const {
  Segmentation units;
  units_.cut(record, units);
  out += "# newdoc id = " + record.doc_id() + "\n";
  std::uint32_t paragraph = 0;
  for (std::size_t s = 0; s < units.sentences.size(); ++s) {
    const Sentence& sentence = units.sentences[s];
    if (s == 0 || sentence.paragraph != paragraph) out += "# newpar\n";
    paragraph = sentence.paragraph;
    out += "# sent_id = " + record.doc_id() + "-" + std::to_string(s + 1) + "\n# text = ";
    append_plain(record.text(), units, sentence, out);
    out += '\n';
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
      out += std::to_string(k - sentence.first_token + 1) + '\t';
      append_conllu_token(record.text(), units, k, out);
    }
    out += '\n';
  }
}

void Tokenizer::append_vertical(const Record& record, std::string& out) const {
  Segmentation units;
  units_.cut(record, units);
  out += "<text id=\"";
  append_escaped(out, record.doc_id());
  out += "\">\n";
  for (std::size_t s = 0; s < units.sentences.size(); ++s) {
    const Sentence& sentence = units.sentences[s];
    const bool first = s == 0 || units.sentences[s - 1].paragraph != sentence.paragraph;
    const bool last =
        s + 1 == units.sentences.size() || units.sentences[s + 1].paragraph != sentence.paragraph;
    out += first ? "<p>\n<s>\n" : "<s>\n";
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
      const std::string_view form = slice(record.text(), units.tokens[k].span);
      append_escaped(out, form);
      if (options_.norms) append_escaped(out += '\t', norm(form));
      if (options_.types) (out += '\t') += name_of(units.tokens[k].type);
      out += '\n';
    }
    out += last ? "</s>\n</p>\n" : "</s>\n";
  }
  out += "</text>\n";
}

void Tokenizer::append_text(const Record& record, std::string& out) const {
  Segmentation units;
  units_.cut(record, units);
  for (const Sentence& sentence : units.sentences) {
    append_plain(record.text(), units, sentence, out);
    out += '\n';
  }
}

}  // namespace tarn
