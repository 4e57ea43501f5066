// Each reader of human codes on any text, and the placing of what it reads: a broken file is an
// error, every place lies in the post, on the boundaries of characters. The part is the format.
// Several files: each begins with a record separator (1E) and a line with its path.
#include "exchange/formats.h"
#include "exchange/place.h"
#include "fuzz.h"

using namespace tarn;
using namespace tarn::exchange;
using fuzz::expect;

namespace {

std::vector<Format> readers() {
  std::vector<Format> out;
  for (const Format& format : formats()) {
    if (format.read != nullptr) out.push_back(format);
  }
  return out;
}

Format chosen;

Input input_of(std::string_view bytes) {
  Input input;
  input.name = "x" + std::string(chosen.extension);
  const std::string text = fuzz::Choices::valid_utf8(bytes);
  if (!text.starts_with('\x1E')) {
    input.files.push_back({input.name, text});
    return input;
  }
  input.is_folder = true;
  for (std::size_t at = 1; at <= text.size();) {
    const std::size_t end = std::min(text.find('\x1E', at), text.size());
    const std::size_t line = std::min(text.find('\n', at), end);
    if (line > at && line < end)
      input.files.push_back({text.substr(at, line - at), text.substr(line + 1, end - line - 1)});
    at = end + 1;
  }
  std::sort(input.files.begin(), input.files.end(),
            [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
  return input;
}

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80);
}

void check_places(const CodedDocument& document, std::string_view post) {
  std::map<std::string, std::size_t> mended;
  const std::vector<Placement> places = place_codes(document, post, mended);
  expect(places.size() == document.codes.size(), "every code has a place or a reason");
  for (const Placement& place : places) {
    if (!place.span) {
      expect(!place.reason.empty(), "a reason");
      continue;
    }
    expect(place.span->begin <= place.span->end && is_boundary(post, place.span->begin) &&
               is_boundary(post, place.span->end),
           "a place lies in the post", post);
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const std::vector<Format> all = readers();
  chosen = all[fuzz::chosen_part(all, [](const Format& one) { return one.name; })];
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Input input = input_of(fuzz::view(data, size));
  chosen.is(input);
  CodeFile file;
  try {
    chosen.read(input, file);
  } catch (const ResourceError&) {
    return 0;
  }
  for (const CodedDocument& document : file.documents) {
    check_places(document, document.text.value_or(""));
    check_places(
        document,
        "We hope \u2014 and fear. Caf\u00e9 \U0001F331 \"quoted\" words,\nand we hope again.");
  }
  return 0;
}
