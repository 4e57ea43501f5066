#pragma once

#include <string>
#include <string_view>

namespace tarn::archive {

/// A body of WordPress without shortcodes: embeds, galleries and program text go, captions stay as
/// <figcaption>, tags around prose are removed. Words in brackets that are no shortcodes ("[sic]")
/// stay: a shortcode is known by its name, by attributes ("[box color=red]"), or by its end
/// ("[/box]").
std::string without_shortcodes(std::string_view body);

/// Of a body or title that holds several languages (qTranslate: "<!--:en-->…<!--:-->", "[:en]…[:]")
/// the part in `language`, else the first; sets `several` when there are any.
std::string one_language(std::string_view body, std::string_view language, bool& several);

}  // namespace tarn::archive
