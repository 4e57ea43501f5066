#include "aggregate/evidence.h"

#include <iterator>
#include <tuple>

#include "base/numbers.h"
#include "base/sha256.h"
#include "text/utf8.h"

namespace tarn::aggregate {
namespace {

void append_member(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out.append(",\"").append(key).append("\":");
  append_json_string(out, text);
}

}  // namespace

std::uint64_t evidence_hash(std::string_view doc_id, std::uint32_t sentence) {
  const std::string digest = sha256_hex(std::string(doc_id) + '\n' + std::to_string(sentence));
  return std::stoull(digest.substr(0, 16), nullptr, 16);
}

std::string spans_within(const Record& record, Span sentence) {
  std::string out = "[";
  for (const Annotation& span : record.annotations()) {
    if (span.span.begin < sentence.begin || span.span.end > sentence.end) continue;
    if (span.layer == "modifier") continue;
    const std::uint32_t base = record.offsets().to_code_points(sentence.begin);
    if (out.size() > 1) out += ',';
    out += "{\"start\":" + std::to_string(record.offsets().to_code_points(span.span.begin) - base);
    out += ",\"end\":" + std::to_string(record.offsets().to_code_points(span.span.end) - base);
    append_member(out, "layer", span.layer);
    append_member(out, "label", span.label);
    if (span.score) {
      out += ",\"score\":";
      append_number(out, *span.score);
    }
    append_member(out, "voice", span.voice);
    append_member(out, "holder", span.holder);
    append_member(out, "theme", span.theme);
    out += '}';
  }
  return out + ']';
}

bool EvidenceStore::Before::operator()(const std::shared_ptr<const Evidence>& a,
                                       const std::shared_ptr<const Evidence>& b) const {
  // Text and spans tell apart posts of the same doc_id, where such were kept.
  return std::tie(a->hash, a->doc_id, a->sentence, a->text, a->spans) <
         std::tie(b->hash, b->doc_id, b->sentence, b->text, b->spans);
}

const std::map<EvidenceStore::Pair, EvidenceStore::Kept>& EvidenceStore::cells(
    std::uint32_t group) const {
  static const std::map<Pair, Kept> kNone;
  const auto found = cells_.find(group);
  return found == cells_.end() ? kNone : found->second;
}

bool EvidenceStore::wants(const Cell& cell, std::uint64_t hash) const {
  const auto& group = cells(cell.group);
  const auto found = group.find({cell.theme, cell.label});
  return found == group.end() || found->second.size() < limit_ ||
         hash <= (*found->second.rbegin())->hash;
}

void EvidenceStore::add(const Cell& cell, const std::shared_ptr<const Evidence>& evidence) {
  Kept& kept = cells_[cell.group][{cell.theme, cell.label}];
  kept.insert(evidence);
  if (kept.size() > limit_) kept.erase(std::prev(kept.end()));
}

}  // namespace tarn::aggregate
