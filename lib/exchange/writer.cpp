#include "exchange/writer.h"

#include <algorithm>
#include <map>

namespace tarn::exchange {

std::string_view coder_of(const Annotation& span, const WriteOptions& options) {
  return span.coder.empty() ? std::string_view(options.coder) : std::string_view(span.coder);
}

std::vector<CoderSpans> by_coder(const ExportPost& post, const WriteOptions& options) {
  std::map<std::string, std::vector<const Annotation*>> coders;
  for (const std::string& name : post.coders) coders[name];
  for (const Annotation& span : post.spans) {
    coders[std::string(coder_of(span, options))].push_back(&span);
  }
  std::vector<CoderSpans> out;
  out.reserve(coders.size());
  for (auto& [coder, spans] : coders) out.push_back({coder, std::move(spans)});
  return out;
}

std::vector<std::vector<const Annotation*>> whole_codes(
    const std::vector<const Annotation*>& spans) {
  std::vector<std::vector<const Annotation*>> out;
  for (const Annotation* span : spans) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const auto& parts) {
      const Annotation& first = *parts.front();
      return !span->fragment.empty() && first.fragment == span->fragment &&
             first.label == span->label && first.coder == span->coder;
    });
    if (same == out.end()) {
      out.push_back({span});
    } else {
      same->push_back(span);
    }
  }
  return out;
}

}  // namespace tarn::exchange
