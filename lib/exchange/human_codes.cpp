#include "exchange/human_codes.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/sha256.h"
#include "exchange/coders.h"
#include "exchange/formats.h"
#include "exchange/names.h"
#include "exchange/place.h"

namespace tarn::exchange {
namespace {

Annotation annotation_of(const Code& code, Span span) {
  Annotation out;
  out.span = span;
  out.layer = "code";
  out.label = code.label;
  out.coder = code.coder;
  out.time = code.time;
  out.memo = code.memo;
  out.fragment = code.fragment;
  out.score = code.score;
  return out;
}

auto identity(const Annotation& a) { return std::tie(a.span, a.layer, a.label, a.coder); }

}  // namespace

Diagnostics HumanCodes::read(const std::string& path, std::string_view format,
                             std::string_view coder) {
  return read(load_input(path), format, coder);
}

Diagnostics HumanCodes::read(const Input& input, std::string_view format, std::string_view coder) {
  const Format& chosen = format.empty() ? format_of(input) : format_named(format);
  if (chosen.read == nullptr) {
    throw ResourceError({input.name},
                        "format '" + std::string(chosen.name) + "' is written and not read");
  }
  CodeFile file;
  chosen.read(input, file);
  const std::string default_coder(coder.empty() ? file_stem(input.name) : coder);
  for (CodedDocument& document : file.documents) {
    for (Code& code : document.codes) {
      if (code.coder.empty()) code.coder = default_coder;
      if (code.place.file.empty()) code.place.file = input.name;
    }
    for (std::string& name : document.coders) {
      if (name.empty()) name = default_coder;
    }
    const std::size_t index = documents_.size();
    std::set<std::string> names = {document.name, file_stem(document.name),
                                   doc_id_of_file(document.name)};
    for (const std::string& name : names) by_name_.emplace(name, index);
    if (document.text) by_text_.emplace(sha256_hex(squeezed(*document.text)), index);
    documents_.push_back({input.name, std::move(document)});
  }
  return std::move(file.told);
}

std::vector<std::size_t> HumanCodes::documents_of(const Record& record) const {
  std::vector<std::size_t> out;
  const auto take = [&](const std::unordered_multimap<std::string, std::size_t>& map,
                        const std::string& key) {
    const auto [first, last] = map.equal_range(key);
    for (auto each = first; each != last; ++each) out.push_back(each->second);
    std::sort(out.begin(), out.end());
  };
  take(by_name_, record.doc_id());
  // A document of just this name goes before one whose file is named so.
  const auto is_exact = [&](std::size_t i) { return documents_[i].coded.name == record.doc_id(); };
  if (std::any_of(out.begin(), out.end(), is_exact)) {
    std::erase_if(out, [&](std::size_t i) { return !is_exact(i); });
  }
  if (const auto url = record.field("url"); out.empty() && url && url->is(JsonType::kString)) {
    take(by_name_, url->string());
  }
  if (out.empty() && !by_text_.empty()) take(by_text_, sha256_hex(squeezed(record.text())));
  return out;
}

Laid HumanCodes::of(const Record& record) const {
  Laid out;
  std::set<std::string> coders;
  out.documents = documents_of(record);
  for (const std::size_t index : out.documents) {
    const Document& document = documents_[index];
    coders.insert(document.coded.coders.begin(), document.coded.coders.end());
    const auto placements = place_codes(document.coded, record.text(), out.mended);
    for (std::size_t i = 0; i < placements.size(); ++i) {
      const Code& code = document.coded.codes[i];
      if (!code.coder.empty()) coders.insert(code.coder);
      if (placements[i].span) {
        out.spans.push_back(annotation_of(code, *placements[i].span));
      } else {
        out.unplaced.push_back({document.file, record.doc_id(), code, placements[i].reason});
      }
    }
  }
  std::stable_sort(out.spans.begin(), out.spans.end(), &annotation_before);
  out.coders.assign(coders.begin(), coders.end());
  return out;
}

void HumanCodes::add_to(Record& record, const Laid& laid) {
  std::vector<const Annotation*> there;
  for (const Annotation& old : record.annotations()) there.push_back(&old);
  std::vector<Annotation> made;
  for (const Annotation& span : laid.spans) {
    const auto same = std::find_if(there.begin(), there.end(), [&](const Annotation* old) {
      return identity(*old) == identity(span);
    });
    if (same == there.end()) {
      made.push_back(span);
    } else {
      there.erase(same);
    }
  }
  if (!made.empty()) record.replace_annotations([](const Annotation&) { return false; }, made);
  std::set<std::string> coders = coders_of(record);
  const std::size_t before = coders.size();
  coders.insert(laid.coders.begin(), laid.coders.end());
  if (coders.size() == before) return;
  std::string json;
  for (const std::string& name : coders) {
    json += json.empty() ? '[' : ',';
    append_json_string(json, name);
  }
  record.set("coders", json + ']');
}

std::size_t HumanCodes::codes() const {
  std::size_t out = 0;
  for (const Document& document : documents_) out += document.coded.codes.size();
  return out;
}

std::vector<Unplaced> HumanCodes::unplaced(std::size_t document, std::string_view reason) const {
  std::vector<Unplaced> out;
  const Document& from = documents_[document];
  for (const Code& code : from.coded.codes) {
    out.push_back({from.file, from.coded.name, code, std::string(reason)});
  }
  return out;
}

void LayingReport::add(const Laid& laid) {
  placed_ += laid.spans.size();
  for (const auto& [what, count] : laid.mended) mended_[what] += count;
  unplaced_.insert(unplaced_.end(), laid.unplaced.begin(), laid.unplaced.end());
  for (const std::size_t document : laid.documents) ++met_[document];
}

void LayingReport::finish() {
  for (std::size_t i = 0; i < met_.size(); ++i) {
    if (met_[i] > 0) continue;
    const auto left = codes_.unplaced(i, "no post has this name or text");
    unplaced_.insert(unplaced_.end(), left.begin(), left.end());
  }
}

}  // namespace tarn::exchange
