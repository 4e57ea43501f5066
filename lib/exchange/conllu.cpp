// CoNLL-U with spans in the column MISC, as begin and inside tags: Entity=B-hope,I-theme. Written
// only.
#include <fmt/format.h>

#include <algorithm>

#include "exchange/formats.h"
#include "exchange/tokens.h"
#include "record/conllu.h"

namespace tarn::exchange {
namespace {

/// A label within a list of tags.
std::string escaped(std::string_view label) {
  std::string out;
  for (const char c : label) {
    const bool parts = c == ',' || c == '%' || c == '|' || c == ' ' || c == '\t' || c == '\n';
    out += parts ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

class ConlluWriter final : public Writer {
 public:
  explicit ConlluWriter(Sink& sink) : sink_(sink) {}

  void add(const ExportPost& post) override {
    std::vector<std::vector<std::string>> tags(post.units.tokens.size());
    for (const Annotation& span : post.spans) {
      const auto [first, end] = tokens_of(post.units, span.span);
      if (first == end) {
        told_.push_back({Severity::kWarning,
                         {},
                         "dropped",
                         fmt::format("a span of '{}' in '{}' without words", span.label,
                                     post.record.doc_id())});
      }
      for (std::size_t k = first; k < end; ++k) {
        std::string tag = (k == first ? "B-" : "I-") + escaped(span.label);
        if (std::find(tags[k].begin(), tags[k].end(), tag) == tags[k].end())
          tags[k].push_back(std::move(tag));
      }
    }
    std::string out;
    append_conllu(
        post.record, post.units,
        [&](std::size_t k, Misc& misc) {
          std::string list;
          for (const std::string& tag : tags[k]) list += (list.empty() ? "" : ",") + tag;
          if (!list.empty()) misc.emplace_back("Entity", std::move(list));
        },
        out);
    sink_.text(out);
  }

 private:
  Sink& sink_;
};

}  // namespace

std::unique_ptr<Writer> write_conllu(const WriteOptions&, Sink& sink) {
  return std::make_unique<ConlluWriter>(sink);
}

}  // namespace tarn::exchange
