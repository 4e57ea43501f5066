#include "stage/tokenize.h"

#include "format/json.h"
#include "format/xml_write.h"
#include "record/annotation.h"
#include "record/conllu.h"
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

void set_or_remove(Record& record, std::string_view key, bool wanted, std::string_view json) {
  if (wanted) {
    record.set(key, json);
  } else if (!record.json(key).empty()) {
    record.remove(key);
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

void Tokenizer::append_conllu(const Record& record, std::string& out) const {
  Segmentation units;
  units_.cut(record, units);
  const auto add = [&](std::size_t k, Misc& misc) {
    const Token& token = units.tokens[k];
    if (options_.norms) misc.emplace_back("Norm", norm(slice(record.text(), token.span)));
    if (options_.types) misc.emplace_back("Type", name_of(token.type));
  };
  tarn::append_conllu(record, units, add, out);
}

void Tokenizer::append_vertical(const Record& record, std::string& out) const {
  Segmentation units;
  units_.cut(record, units);
  out += "<text id=\"";
  append_xml_text(out, record.doc_id());
  out += "\">\n";
  for (std::size_t s = 0; s < units.sentences.size(); ++s) {
    const Sentence& sentence = units.sentences[s];
    const bool first = s == 0 || units.sentences[s - 1].paragraph != sentence.paragraph;
    const bool last =
        s + 1 == units.sentences.size() || units.sentences[s + 1].paragraph != sentence.paragraph;
    out += first ? "<p>\n<s>\n" : "<s>\n";
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
      const std::string_view form = slice(record.text(), units.tokens[k].span);
      append_xml_text(out, form);
      if (options_.norms) append_xml_text(out += '\t', norm(form));
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
    append_plain_sentence(record.text(), units, sentence, out);
    out += '\n';
  }
}

}  // namespace tarn
