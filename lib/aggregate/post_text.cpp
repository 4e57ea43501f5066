// What needs the text of a post: units where the record has none, words, evidence.

#include <algorithm>
#include <map>

#include "aggregate/evidence.h"
#include "aggregate/post_reader.h"
#include "text/norm.h"

namespace tarn::aggregate {

/// The units of the post, its own or made here.
const Segmentation& PostReader::segment(std::string_view line) {
  if (auto error = record_.parse(line)) throw JsonFailure{*error};
  return cutter_.of(record_, units_);
}

void PostReader::count_units(std::string_view line, PostSummary& out) {
  const Segmentation& units = segment(line);
  out.tokens = units.words();
  out.sentences = units.sentences.size();
}

void PostReader::count_words(std::string_view line, PostSummary&) {
  const Segmentation& units = segment(line);
  std::string form;
  for (const Token& token : units.tokens) {
    if (!token.is_word()) continue;
    form.clear();
    append_norm(slice(record_.text(), token.span), form);
    ++cells_.at(CellKind::kWord, Voice::kAll, names_.index(form), kNoName).values[0];
  }
}

namespace {

std::optional<std::string> string_field(const Record& record, std::string_view key) {
  const auto value = record.field(key);
  if (!value || !value->is(JsonType::kString)) return std::nullopt;
  return value->string();
}

EvidencePost describe(const Record& record) {
  EvidencePost post;
  post.date = string_field(record, "date_published");
  post.url = string_field(record, "url");
  post.title = string_field(record, "title");
  if (const auto authors = record.field("authors")) post.authors = authors->raw();
  return post;
}

}  // namespace

void PostReader::find_evidence(std::string_view line, PostSummary& out) {
  if (marks_.empty()) return;
  if (auto error = record_.parse(line)) throw JsonFailure{*error};
  std::vector<Span> made;
  if (record_.sentences() == nullptr) {
    for (const Sentence& sentence : segment(line).sentences) made.push_back(sentence.span);
  }
  const std::vector<Span>& sentences = record_.sentences() ? *record_.sentences() : made;
  out.post = describe(record_);
  std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> cells;
  for (const Mark& mark : marks_) {
    if (mark.sentence >= sentences.size()) continue;
    auto& list = cells[mark.sentence];
    const std::vector<std::uint32_t> labels = names_.path(mark.label);
    for (const std::uint32_t label : labels)
      list.emplace_back(mark.stance ? kNoName : label, mark.stance ? label : kNoName);
    if (!mark.linked) continue;
    const std::vector<std::uint32_t> themes = names_.path(mark.theme);
    for (const std::uint32_t label : labels)
      for (const std::uint32_t theme : themes) list.emplace_back(theme, label);
  }
  for (auto& [index, list] : cells) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    const Span span = sentences[index];
    out.evidence.push_back({index, evidence_hash(out.doc_id, index),
                            std::string(slice(record_.text(), span)), spans_within(record_, span),
                            std::move(list)});
  }
}

}  // namespace tarn::aggregate
