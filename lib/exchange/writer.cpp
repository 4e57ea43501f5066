#include "exchange/writer.h"

#include <set>

namespace tarn::exchange {

std::string_view coder_of(const Annotation& span, const WriteOptions& options) {
  return span.coder.empty() ? std::string_view(options.coder) : std::string_view(span.coder);
}

std::vector<std::string> idle_coders(const ExportPost& post, const WriteOptions& options) {
  std::set<std::string> out;
  const auto field = post.record.field("coders");
  if (field && field->is(JsonType::kArray)) {
    for (const JsonView name : *field) {
      if (name.is(JsonType::kString)) out.insert(name.string());
    }
  }
  for (const Annotation& span : post.spans) out.erase(std::string(coder_of(span, options)));
  return {out.begin(), out.end()};
}

}  // namespace tarn::exchange
