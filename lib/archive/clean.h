#pragma once

#include <string>
#include <string_view>

#include "archive/post.h"

namespace tarn::archive {

/// Text as records have it: lines end in LF without white space before it, paragraphs are parted by
/// one blank line, form C, no control characters. What was mended is said in the warnings of
/// `post`: "c1-mended" (windows-1252 or UTF-8 read as Latin-1), "control-characters" (now U+FFFD),
/// "data-uri" (removed). REQUIRES valid UTF-8.
std::string clean_text(std::string_view text, Post& post);

/// A title as one line of text: tags of HTML removed, entities replaced (twice where a first pass
/// uncovers them again, as exports do), white space as single spaces.
std::string clean_title(std::string_view title, bool is_text, Post& post);

}  // namespace tarn::archive
