#include "format/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "text/utf8.h"

namespace tarn {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// iconv as an object; a stateful converter to UTF-8.
class Converter {
 public:
  /// A label with other characters than names of encodings have is none: to iconv a slash means
  /// more.
  explicit Converter(const std::string& charset) {
    if (!is_name(charset)) return;
    handle_ = iconv_open("UTF-8", charset.c_str());
    valid_ = reinterpret_cast<std::intptr_t>(handle_) != -1;
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (valid()) iconv_close(handle_);
  }
  bool valid() const { return valid_; }

  enum class Stop { kAllRead, kIncomplete, kIllegal };

  /// Converts from the front of `in`, which it shortens, appending to `out`.
  Stop convert(std::string_view& in, std::string& out) {
    std::array<char, 16384> buffer;
    for (;;) {
      // iconv does not write to its input, it only has an old signature.
      char* from = const_cast<char*>(in.data());
      std::size_t left = in.size();
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t result = iconv(handle_, &from, &left, &to, &room);
      const int reason = errno;
      out.append(buffer.data(), buffer.size() - room);
      in = in.substr(in.size() - left);
      if (result != static_cast<std::size_t>(-1)) return Stop::kAllRead;
      if (reason == EINVAL) return Stop::kIncomplete;
      if (reason == EILSEQ) return Stop::kIllegal;
    }
  }

 private:
  static bool is_name(std::string_view label) {
    return !label.empty() && std::all_of(label.begin(), label.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
             std::string_view("-_.:+()").find(c) != std::string_view::npos;
    });
  }

  iconv_t handle_ = nullptr;
  bool valid_ = false;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kLabels = {{
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"cp1251", "windows-1251"},
    {"x-cp1251", "windows-1251"},
    {"cp1250", "windows-1250"},
    {"x-cp1250", "windows-1250"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"latin2", "iso-8859-2"},
    {"latin9", "iso-8859-15"},
    {"iso8859-15", "iso-8859-15"},
    {"x-sjis", "shift_jis"},
    {"sjis", "shift_jis"},
    {"ks_c_5601-1987", "cp949"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
}};

/// Code points of windows-1252 for the bytes 80 to 9F; the five that it leaves open stay C1.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

void append_windows_1252(std::string& out, unsigned char byte) {
  append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : char32_t{byte});
}

/// windows-1252 is done here: the browsers' table, in which no byte is undefined.
std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) append_windows_1252(out, static_cast<unsigned char>(c));
  return out;
}

/// A source in another encoding, chunk by chunk.
class ChunkedSource : public ByteSource {
 public:
  explicit ChunkedSource(ByteSource& source) : source_(source) {}

  std::size_t read(char* buffer, std::size_t size) override {
    while (used_ == ready_.size()) {
      std::array<char, 32768> chunk;
      const std::size_t got = source_.read(chunk.data(), chunk.size());
      if (got == 0) {
        finish();
        return 0;
      }
      ready_ = converted({chunk.data(), got});
      used_ = 0;
    }
    const std::size_t count = std::min(size, ready_.size() - used_);
    std::copy_n(ready_.data() + used_, count, buffer);
    used_ += count;
    return count;
  }
  const std::string& name() const override { return source_.name(); }

 private:
  /// UTF-8 of what was read; may be empty.
  virtual std::string converted(std::string_view chunk) = 0;
  /// Called when nothing is left to read.
  virtual void finish() {}

  ByteSource& source_;
  std::string ready_;  ///< UTF-8, read from used_
  std::size_t used_ = 0;
};

class ConvertedSource final : public ChunkedSource {
 public:
  ConvertedSource(ByteSource& source, const std::string& charset)
      : ChunkedSource(source), charset_(charset), converter_(charset) {}

  bool valid() const { return converter_.valid(); }

 private:
  std::string converted(std::string_view chunk) override {
    check();
    raw_ += chunk;
    std::string out;
    std::string_view left = raw_;
    const Converter::Stop stop = converter_.convert(left, out);
    offset_ += raw_.size() - left.size();
    // What stands before it is given first: where reads end must not show.
    const std::size_t good = first_invalid_utf8(out).value_or(out.size());
    illegal_ = stop == Converter::Stop::kIllegal || good < out.size();
    out.resize(good);
    raw_ = std::string(left);
    return out;
  }
  void finish() override {
    check();
    if (!raw_.empty()) fail("ends within a character");
  }

  void check() const {
    if (illegal_) fail("is none of its characters");
  }

  [[noreturn]] void fail(const char* what) const {
    throw ResourceError(Place{name(), 0, 0}, "byte " + std::to_string(offset_) + " of a text in " +
                                                 charset_ + " " + what);
  }

  std::string charset_;
  Converter converter_;
  std::string raw_;  ///< bytes of a character that is not complete
  std::uint64_t offset_ = 0;
  bool illegal_ = false;  ///< the next byte is none of the encoding
};

class Windows1252Source final : public ChunkedSource {
 public:
  using ChunkedSource::ChunkedSource;

 private:
  std::string converted(std::string_view chunk) override { return from_windows_1252(chunk); }
};

/// The byte that windows-1252 or Latin-1 has for a code point; -1 when it has none.
int byte_of(char32_t code_point) {
  if (code_point < 0x100) return static_cast<int>(code_point);
  const auto* found = std::find(kWindows1252.begin(), kWindows1252.end(), code_point);
  return found == kWindows1252.end() ? -1 : static_cast<int>(found - kWindows1252.begin()) + 0x80;
}

bool is_c1(char32_t c) { return c >= 0x80 && c < 0xA0; }

/// Mends a run of characters from U+0080 that are all bytes of windows-1252 and of which one is C1.
void append_mended(std::string& out, std::string_view run) {
  std::string bytes;
  for (std::size_t i = 0; i < run.size();) {
    bytes.push_back(static_cast<char>(byte_of(next_code_point(run, i))));
  }
  if (!first_invalid_utf8(bytes)) {
    out += bytes;
    return;
  }
  for (std::size_t i = 0; i < run.size();) {
    const char32_t c = next_code_point(run, i);
    append_utf8(out, is_c1(c) ? kWindows1252[c - 0x80] : c);
  }
}

}  // namespace

std::string charset_name(std::string_view label) {
  while (!label.empty() && label.front() <= ' ') label.remove_prefix(1);
  while (!label.empty() && label.back() <= ' ') label.remove_suffix(1);
  std::string name = lower(label);
  for (const auto& [alias, charset] : kLabels) {
    if (name == alias) return std::string(charset);
  }
  return name;
}

bool is_charset(std::string_view label) {
  const std::string name = charset_name(label);
  return name == "utf-8" || name == "windows-1252" || Converter(name).valid();
}

namespace {

/// Puts U+FFFD for each byte that is no UTF-8: iconv passes on characters beyond Unicode.
std::string with_replacements(std::string_view bytes, std::size_t* replaced) {
  std::string out;
  while (const std::optional<std::size_t> bad = first_invalid_utf8(bytes)) {
    out += bytes.substr(0, *bad);
    append_utf8(out, 0xFFFD);
    bytes.remove_prefix(*bad + 1);
    if (replaced != nullptr) ++*replaced;
  }
  return out += bytes;
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view label,
                                   std::size_t* replaced) {
  const std::string name = charset_name(label);
  if (name == "windows-1252") return from_windows_1252(bytes);
  if (name == "utf-8") return with_replacements(bytes, replaced);
  Converter converter(name);
  if (!converter.valid()) return std::nullopt;
  std::string out;
  while (!bytes.empty()) {
    if (converter.convert(bytes, out) == Converter::Stop::kAllRead) break;
    if (replaced != nullptr) ++*replaced;
    append_utf8(out, 0xFFFD);
    if (!bytes.empty()) bytes.remove_prefix(1);
  }
  return with_replacements(out, replaced);
}

std::string charset_of_mark(std::string_view head) {
  using namespace std::string_view_literals;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kMarks = {{
      {"\xEF\xBB\xBF"sv, "utf-8"sv},
      {"\xFF\xFE\0\0"sv, "utf-32"sv},
      {"\0\0\xFE\xFF"sv, "utf-32"sv},
      {"\xFF\xFE"sv, "utf-16"sv},
      {"\xFE\xFF"sv, "utf-16"sv},
      {"<\0\0\0"sv, "utf-32le"sv},
      {"\0\0\0<"sv, "utf-32be"sv},
      {"<\0?\0"sv, "utf-16le"sv},
      {"\0<\0?"sv, "utf-16be"sv},
  }};
  for (const auto& [mark, charset] : kMarks) {
    if (head.starts_with(mark)) return std::string(charset);
  }
  return {};
}

std::string charset_of_xml(std::string_view head) {
  while (!head.empty() && (head.front() == ' ' || head.front() == '\n' || head.front() == '\r' ||
                           head.front() == '\t')) {
    head.remove_prefix(1);
  }
  if (!head.starts_with("<?xml")) return {};
  const std::string_view declaration = head.substr(0, head.find("?>"));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  return std::string(declaration.substr(at + 1, end - at - 1));
}

std::unique_ptr<ByteSource> utf8_source(ByteSource& source, std::string_view label) {
  const std::string charset = charset_name(label);
  if (charset == "windows-1252") return std::make_unique<Windows1252Source>(source);
  auto converted = std::make_unique<ConvertedSource>(source, charset);
  if (!converted->valid()) {
    throw ResourceError(Place{source.name(), 1, 0},
                        "unknown encoding '" + std::string(label) + "'");
  }
  return converted;
}

bool mend_c1(std::string& text) {
  // U+0080 to U+009F begin with C2 80 to C2 9F: without them there is nothing to do.
  const auto has_c1 = [](std::string_view part) {
    for (std::size_t i = part.find('\xC2'); i != std::string_view::npos;
         i = part.find('\xC2', i + 1)) {
      if (i + 1 < part.size() && static_cast<unsigned char>(part[i + 1]) < 0xA0) return true;
    }
    return false;
  };
  if (!has_c1(text)) return false;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    std::size_t end = i;
    while (i < text.size()) {
      const char32_t c = next_code_point(text, i);
      if (c < 0x80 || byte_of(c) < 0) break;
      end = i;
    }
    const std::string_view run = std::string_view(text).substr(begin, end - begin);
    if (has_c1(run)) {
      append_mended(out, run);
    } else {
      out += run;
    }
    out.append(text, end, i - end);
  }
  text = std::move(out);
  return true;
}

}  // namespace tarn
