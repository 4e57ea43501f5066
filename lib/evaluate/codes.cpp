#include "evaluate/codes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.h"

namespace tarn::evaluate {
namespace {

bool is_layer(const std::string& layer, const std::vector<std::string>& layers) {
  if (layers.empty()) return layer != "code" && layer != "modifier";
  return std::find(layers.begin(), layers.end(), layer) != layers.end();
}

bool is_wanted(const Annotation& a, const CodeSelection& selection) {
  if (selection.nonzero && a.score && *a.score == 0) return false;
  if (!selection.voice.empty() && !a.voice.empty() && a.voice != selection.voice) return false;
  return is_layer(a.layer, selection.layers);
}

void add_codes(Span span, const std::string& coder, std::string_view label,
               std::optional<double> value, const CodeSelection& selection, CodedText& out) {
  for (std::string& name : selection.map->of(label, selection.ancestors))
    out.codes.push_back({span, coder, std::move(name), value});
}

std::optional<JsonError> read_coders(const Record& record, CodedText& out) {
  const auto field = record.field("coders");
  if (!field || field->is(JsonType::kNull)) return std::nullopt;
  if (!field->is(JsonType::kArray)) return JsonError{field->byte(), "coders is no list of names"};
  for (const JsonView name : *field) {
    if (!name.is(JsonType::kString) || name.string().empty())
      return JsonError{name.byte(), "coders is no list of names"};
    out.coders.push_back(name.string());
  }
  return std::nullopt;
}

/// The number at a path such as post_scores.valence.mean; nothing where there is none or null.
std::optional<JsonError> read_value(const Record& record, const CodeSelection& selection,
                                    CodedText& out) {
  std::string_view path = selection.value_path;
  std::size_t dot = path.find('.');
  std::optional<JsonView> at = record.field(path.substr(0, dot));
  while (at && dot != std::string_view::npos) {
    path.remove_prefix(dot + 1);
    dot = path.find('.');
    at = at->find(path.substr(0, dot));
  }
  if (!at || at->is(JsonType::kNull)) return std::nullopt;
  const auto number = at->number();
  if (!number)
    return JsonError{at->byte(), fmt::format("field {} is {}, a number is wanted",
                                             selection.value_path, shown(at->type()))};
  const Span all{0, static_cast<std::uint32_t>(record.text().size())};
  add_codes(all, "", "value", number, selection, out);
  return std::nullopt;
}

std::optional<JsonError> read_sentence_scores(const Record& record, const Segmentation& units,
                                              const CodeSelection& selection, CodedText& out) {
  const auto field = record.field("sentence_scores");
  if (!field) return std::nullopt;
  for (const JsonView item : *field) {
    const auto sentence = item.find("sentence"), score = item.find("score"),
               label = item.find("label");
    const auto index = sentence ? sentence->integer() : std::nullopt;
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= units.sentences.size())
      return JsonError{item.byte(), "a sentence score without an index into the sentences"};
    if (!score || !score->number() || !label || !label->is(JsonType::kString))
      return JsonError{item.byte(), "a sentence score without score and label"};
    add_codes(units.sentences[static_cast<std::size_t>(*index)].span,
              selection.unnamed_by_layer ? "sentence_scores" : "", label->string(), score->number(),
              selection, out);
  }
  return std::nullopt;
}

}  // namespace

std::optional<JsonError> read_codes(const Record& record, const Segmentation& units,
                                    const CodeSelection& selection, CodedText& out) {
  out.doc_id = record.doc_id();
  out.digest = text_digest(record.text());
  if (!selection.value_path.empty()) return read_value(record, selection, out);
  if (selection.reads_coders) {
    if (auto error = read_coders(record, out)) return error;
  }
  for (const Annotation& a : record.annotations()) {
    if (!is_wanted(a, selection)) continue;
    const bool by_layer = a.coder.empty() && selection.unnamed_by_layer;
    add_codes(a.span, by_layer ? a.layer : a.coder, a.label, a.score, selection, out);
  }
  const auto& layers = selection.layers;
  if (std::find(layers.begin(), layers.end(), "sentence_scores") == layers.end())
    return std::nullopt;
  return read_sentence_scores(record, units, selection, out);
}

std::string text_digest(std::string_view text) { return sha256_hex(text).substr(0, 32); }

}  // namespace tarn::evaluate
