// A scanner that knows as much of XML as is needed to tell text, tags, CDATA sections and comments
// apart. What it cannot decide on yet, because the input ends there for now, waits for more.

#include "format/xml_repair.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "format/charset.h"
#include "format/html_entities.h"
#include "text/utf8.h"

namespace tarn {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kHead = std::size_t{1} << 20;
constexpr std::size_t kLookAhead = std::size_t{16} << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kCdata = "<![CDATA[";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) { return begins_name(c) || is_digit(c) || c == '-' || c == '.'; }

bool is_xml_character(std::uint32_t c) {
  return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c < 0x110000);
}

/// The value of "#123" or "#x1F"; a value beyond Unicode where there are too many digits.
std::optional<std::uint32_t> number_of(std::string_view reference) {
  if (reference.size() < 2 || reference[0] != '#') return std::nullopt;
  const bool hex = reference[1] == 'x' || reference[1] == 'X';
  const std::string_view digits = reference.substr(hex ? 2 : 1);
  if (digits.empty()) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    const int digit = is_digit(c)                   ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0) return std::nullopt;
    value = std::min<std::uint32_t>(value * (hex ? 16U : 10U) + static_cast<std::uint32_t>(digit),
                                    0x110000);
  }
  return value;
}

bool is_xml_entity(std::string_view name) {
  return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
}

bool is_utf8(std::string_view bytes) {
  const std::optional<std::size_t> bad = first_invalid_utf8(bytes);
  // A character may be cut at the end.
  return !bad || *bad + 4 > bytes.size();
}

}  // namespace

class RepairedXml::Mender {
 public:
  Mender(ByteSource& source, std::function<void(Diagnostic&&)> tell)
      : source_(source), tell_(std::move(tell)) {}

  /// Appends mended bytes to `out`; false at the end.
  bool next(std::string& out) {
    if (ended_ && left().empty()) return false;
    if (!ended_) read_more();
    if (!begun_ && !begin(out)) return true;
    while (!left().empty() && step(out)) {
    }
    pending_.erase(0, at_);
    at_ = 0;
    return true;
  }

  const std::string& name() const { return source_.name(); }
  void tell(const char* code, const std::string& what) {
    tell_({Severity::kWarning,
           {source_.name(), line_, 0},
           code,
           what + " at byte " + std::to_string(offset_) + " (" + code + ')'});
  }

 private:
  enum class State { kText, kTag, kComment, kCdata, kInstruction, kDeclaration };

  std::string_view left() const { return std::string_view(pending_).substr(at_); }

  void read_more() {
    const std::size_t old = pending_.size();
    pending_.resize(old + kChunk);
    const std::size_t got = source_.read(pending_.data() + old, kChunk);
    pending_.resize(old + got);
    ended_ = got == 0;
  }

  void skip(std::size_t count) {
    line_ += static_cast<std::uint64_t>(
        std::count(pending_.begin() + static_cast<std::ptrdiff_t>(at_),
                   pending_.begin() + static_cast<std::ptrdiff_t>(at_ + count), '\n'));
    at_ += count;
    offset_ += count;
  }

  void copy(std::string& out, std::size_t count) {
    out.append(pending_, at_, count);
    skip(count);
  }

  /// The mark, leading white space, and the declaration, whose encoding no longer holds.
  bool begin(std::string& out) {
    if (left().size() < 1024 && !ended_) return false;
    begun_ = true;
    if (left().starts_with("\xEF\xBB\xBF")) skip(3);
    const std::size_t space = std::min(left().find_first_not_of(" \t\r\n"), left().size());
    if (space > 0 && left().substr(space).starts_with("<?xml")) {
      tell("xml-leading", "white space before the XML declaration removed");
      skip(space);
    }
    const std::size_t end = left().find("?>");
    if (!left().starts_with("<?xml ") || end == std::string_view::npos) return true;
    out += "<?xml version=\"1.0\"?>";
    skip(end + 2);
    return true;
  }

  /// Takes the next piece; false when more input is needed for it.
  bool step(std::string& out) {
    switch (state_) {
      case State::kText:
        return step_text(out);
      case State::kTag:
        return step_tag(out);
      case State::kComment:
        return step_until(out, "-->");
      case State::kInstruction:
        return step_until(out, "?>");
      case State::kDeclaration:
        return step_until(out, ">");
      case State::kCdata:
        return step_cdata(out);
    }
    return false;
  }

  /// Copies what needs no look up to one of `stops`; false when the stop is at the front.
  bool copy_plain(std::string& out, std::string_view stops) {
    const std::string_view text = left();
    std::size_t i = 0;
    while (i < text.size()) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x80 || (c < 0x20 && !is_space(text[i])) ||
          stops.find(text[i]) != std::string_view::npos)
        break;
      ++i;
    }
    if (i > 0) copy(out, i);
    return i > 0;
  }

  bool step_text(std::string& out) {
    if (copy_plain(out, "<&")) return true;
    if (left().front() == '&') return step_reference(out);
    if (left().front() != '<') return step_character(out);
    if (left().size() < kCdata.size() && !ended_) return false;
    const std::string_view text = left();
    if (text.starts_with(kCdata)) return open(out, State::kCdata, kCdata.size());
    if (text.starts_with("<!--")) return open(out, State::kComment, 4);
    if (text.starts_with("<?")) return open(out, State::kInstruction, 2);
    if (text.starts_with("<!")) return open(out, State::kDeclaration, 2);
    const bool is_tag = text.size() > 1 && (begins_name(text[1]) || text[1] == '/');
    if (is_tag) return open_tag(out);
    tell("xml-less-than", "'<' that begins no tag written as '&lt;'");
    out += "&lt;";
    skip(1);
    return true;
  }

  bool open(std::string& out, State state, std::size_t size) {
    state_ = state;
    copy(out, size);
    return true;
  }

  bool open_tag(std::string& out) {
    const bool is_end = left()[1] == '/';
    const std::size_t begin = is_end ? 2 : 1;
    std::size_t end = begin;
    while (end < left().size() && is_name(left()[end])) ++end;
    if (end == left().size() && !ended_) return false;
    const std::string_view name = left().substr(begin, end - begin);
    if (!is_end) {
      open_.emplace_back(name);
    } else if (!open_.empty() && open_.back() == name) {
      open_.pop_back();
    }
    starts_ = !is_end;
    quote_ = 0;
    slash_ = false;
    return open(out, State::kTag, end);
  }

  bool step_tag(std::string& out) {
    const char* stops = quote_ == 0 ? "\"'>&" : quote_ == '"' ? "\"&" : "'&";
    const std::size_t before = out.size();
    if (copy_plain(out, stops)) {
      slash_ = out.size() > before && out.back() == '/';
      return true;
    }
    const char c = left().front();
    if (c == '&') return step_reference(out);
    if (c == '"' || c == '\'') {
      if (quote_ == 0)
        quote_ = c;
      else if (quote_ == c)
        quote_ = 0;
    } else if (c != '>') {
      return step_character(out);
    } else if (quote_ == 0) {
      state_ = State::kText;
      if (starts_ && slash_ && !open_.empty()) open_.pop_back();
    }
    slash_ = false;
    copy(out, 1);
    return true;
  }

  bool step_until(std::string& out, std::string_view mark) {
    if (copy_plain(out, mark.substr(0, 1))) return true;
    if (left().front() != mark.front()) return step_character(out);
    if (left().size() < mark.size() && !ended_) return false;
    if (left().starts_with(mark)) return open(out, State::kText, mark.size());
    copy(out, 1);
    return true;
  }

  bool step_cdata(std::string& out) {
    if (copy_plain(out, "]")) return true;
    if (left().front() != ']') return step_character(out);
    if (left().size() < 3 && !ended_) return false;
    if (!left().starts_with("]]>")) {
      copy(out, 1);
      return true;
    }
    const std::optional<bool> ends = ends_section();
    if (!ends) return false;
    if (*ends) return open(out, State::kText, 3);
    tell("xml-cdata", "']]>' within a CDATA section kept as text");
    out += "]]]]><![CDATA[>";
    skip(3);
    return true;
  }

  /// Whether a "]]>" ends its section: not if an end tag of another element follows.
  std::optional<bool> ends_section() const {
    const std::string_view text = left();
    const std::string_view element =
        open_.empty() ? std::string_view() : std::string_view(open_.back());
    std::size_t i = 3;
    while (i < text.size() && is_space(text[i])) ++i;
    const bool enough = i + element.size() + 3 <= text.size() || ended_ || i > kLookAhead;
    if (!enough) return std::nullopt;
    const std::string_view next = text.substr(i);
    if (!next.starts_with("</")) return true;
    return next.substr(2).starts_with(element) &&
           (next.size() <= 2 + element.size() || !is_name(next[2 + element.size()]));
  }

  bool step_reference(std::string& out) {
    const std::string_view text = left();
    std::size_t end = 1;
    while (end < text.size() && end < 40 && (is_name(text[end]) || text[end] == '#')) ++end;
    if (end == text.size() && !ended_) return false;
    const bool closed = end < text.size() && text[end] == ';' && end > 1;
    const std::string_view name = text.substr(1, end - 1);
    if (closed && is_xml_entity(name)) {
      copy(out, end + 1);
      return true;
    }
    if (const std::optional<std::uint32_t> number = closed ? number_of(name) : std::nullopt) {
      if (is_xml_character(*number)) {
        copy(out, end + 1);
        return true;
      }
      tell("xml-reference", "reference to no character replaced");
      out += kReplacement;
      skip(end + 1);
      return true;
    }
    return mend_ampersand(out, closed ? text.substr(0, end + 1) : std::string_view());
  }

  bool mend_ampersand(std::string& out, std::string_view reference) {
    const std::string characters = reference.empty() ? std::string() : decode_entities(reference);
    if (!reference.empty() && characters != reference &&
        characters.find_first_of("&<") == std::string::npos) {
      tell("xml-entity", "'" + std::string(reference) + "' replaced by its character");
      out += characters;
      skip(reference.size());
      return true;
    }
    tell("xml-ampersand", "'&' that begins no reference written as '&amp;'");
    out += "&amp;";
    skip(1);
    return true;
  }

  /// A byte that is no plain one: a control character, a character of UTF-8, or neither.
  bool step_character(std::string& out) {
    const auto c = static_cast<unsigned char>(left().front());
    if (c < 0x80) {
      if (c >= 0x20 || is_space(left().front())) {
        copy(out, 1);
        return true;
      }
      tell("xml-control", "control character replaced");
      out += kReplacement;
      skip(1);
      return true;
    }
    if (left().size() < 4 && !ended_) return false;
    const std::size_t wanted = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    const std::string_view sequence = left().substr(0, wanted);
    if (sequence.size() == wanted && !first_invalid_utf8(sequence)) {
      const bool noncharacter = sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";
      if (!noncharacter) {
        copy(out, wanted);
        return true;
      }
      tell("xml-control", "noncharacter replaced");
      out += kReplacement;
      skip(wanted);
      return true;
    }
    tell("xml-encoding", "byte that is no UTF-8 read as windows-1252");
    out += *to_utf8(left().substr(0, 1), "windows-1252");
    skip(1);
    return true;
  }

  ByteSource& source_;
  std::function<void(Diagnostic&&)> tell_;
  std::string pending_;
  std::size_t at_ = 0;        ///< into pending_
  std::uint64_t offset_ = 0;  ///< of at_ in the source
  std::uint64_t line_ = 1;
  bool ended_ = false;
  bool begun_ = false;
  State state_ = State::kText;
  std::vector<std::string> open_;  ///< elements
  bool starts_ = false;            ///< the tag is a start tag
  bool slash_ = false;             ///< the last character of the tag so far
  char quote_ = 0;                 ///< of the attribute value; 0 outside
};

RepairedXml::RepairedXml(ByteSource& source, std::function<void(Diagnostic&&)> tell)
    : peeked_(std::make_unique<PeekSource>(source)) {
  const std::string_view head = peeked_->peek(kHead);
  const std::string mark = charset_of_mark(head.substr(0, 4));
  const std::string declared = charset_name(charset_of_xml(head.substr(0, 1024)));
  const std::string charset = mark.empty() ? declared : charset_name(mark);
  const bool has_high = std::any_of(head.begin(), head.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool misdeclared =
      mark.empty() && !declared.empty() && declared != "utf-8" && has_high && is_utf8(head);
  if (!charset.empty() && charset != "utf-8" && !misdeclared)
    converted_ = utf8_source(*peeked_, charset);
  ByteSource& bytes = converted_ ? *converted_ : *peeked_;
  mender_ = std::make_unique<Mender>(bytes, std::move(tell));
  if (misdeclared)
    mender_->tell("xml-encoding", "declared as " + declared + ", read as the UTF-8 that it is,");
}

RepairedXml::~RepairedXml() = default;

std::size_t RepairedXml::read(char* buffer, std::size_t size) {
  while (used_ == ready_.size()) {
    ready_.clear();
    used_ = 0;
    if (!mender_->next(ready_)) return 0;
  }
  const std::size_t count = std::min(size, ready_.size() - used_);
  std::copy_n(ready_.data() + used_, count, buffer);
  used_ += count;
  return count;
}

const std::string& RepairedXml::name() const { return mender_->name(); }

}  // namespace tarn
