#include "format/markdown.h"

#include <md4c-html.h>

#include <cassert>

namespace tarn {

std::string markdown_to_html(std::string_view markdown) {
  std::string out;
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* data) {
    static_cast<std::string*>(data)->append(text, size);
  };
  const unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  // Entities are left to the HTML reader: md4c would write a surrogate as bytes that are no UTF-8.
  [[maybe_unused]] const int failed =
      md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &out, flags,
              MD_HTML_FLAG_VERBATIM_ENTITIES);
  // It can fail for lack of memory alone, and then an exception comes first.
  assert(failed == 0);
  return out;
}

}  // namespace tarn
