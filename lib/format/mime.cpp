#include "format/mime.h"

#include <algorithm>

#include "format/charset.h"
#include "text/utf8.h"

namespace tarn {
namespace {

constexpr int kMaxDepth = 16;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::string from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (c == '=') break;
    if (value < 0) continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>((bits >> count) & 0xFF));
  }
  return out;
}

/// Quoted-printable; in headers '_' is a space.
std::string from_quoted(std::string_view text, bool is_header) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_header && text[i] == '_') {
      out += ' ';
    } else if (text[i] != '=') {
      out += text[i];
    } else if (i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else if (i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
    } else if (i + 2 < text.size() && text[i + 1] == '\r' && text[i + 2] == '\n') {
      i += 2;
    } else if (i + 1 < text.size()) {
      out += '=';
    }
  }
  return out;
}

/// A value and its parameters: "text/plain; charset=utf-8; format=flowed".
struct Parameters {
  std::string value;
  std::vector<std::pair<std::string, std::string>> list;
  std::string_view get(std::string_view name) const {
    for (const auto& [key, text] : list) {
      if (key == name) return text;
    }
    return {};
  }
};

Parameters read_parameters(std::string_view text) {
  Parameters out;
  std::size_t end = std::min(text.find(';'), text.size());
  out.value = lower(trimmed(text.substr(0, end)));
  while (end < text.size()) {
    text.remove_prefix(end + 1);
    const std::size_t equal = text.find('=');
    if (equal == std::string_view::npos) break;
    const std::string name = lower(trimmed(text.substr(0, equal)));
    text.remove_prefix(equal + 1);
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    const bool quoted = text.starts_with('"');
    const std::size_t close =
        quoted ? std::min(text.find('"', 1), text.size()) : std::min(text.find(';'), text.size());
    out.list.emplace_back(name,
                          quoted ? text.substr(1, close - 1) : trimmed(text.substr(0, close)));
    end = std::min(text.find(';', close), text.size());
  }
  return out;
}

/// One "=?charset?q?…?=" at the front of `text`, which it shortens.
std::optional<std::string> take_encoded_word(std::string_view& text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t first = text.find('?', 2);
  if (first == std::string_view::npos || first + 2 >= text.size() || text[first + 2] != '?')
    return std::nullopt;
  const std::size_t end = text.find("?=", first + 3);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view charset = text.substr(2, first - 2);
  charset = charset.substr(0, charset.find('*'));
  const char form = lower(text[first + 1]);
  const std::string_view data = text.substr(first + 3, end - first - 3);
  if (form != 'q' && form != 'b') return std::nullopt;
  std::optional<std::string> words =
      to_utf8(form == 'q' ? from_quoted(data, true) : from_base64(data), charset);
  if (!words) return std::nullopt;
  text.remove_prefix(end + 2);
  return words;
}

std::string valid_utf8(std::string_view text) {
  if (!first_invalid_utf8(text)) return std::string(text);
  return *to_utf8(text, "windows-1252");
}

/// Fills the fields; returns the body.
std::string_view read_fields(std::string_view message,
                             std::vector<std::pair<std::string, std::string>>& fields) {
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    std::string_view line = message.substr(0, end);
    message.remove_prefix(std::min(end + 1, message.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      // Folded. White space between encoded words goes when they are decoded.
      (fields.back().second += ' ') += trimmed(line);
    } else if (colon != std::string_view::npos) {
      fields.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    }
  }
  return message;
}

std::string_view field_of(const std::vector<std::pair<std::string, std::string>>& fields,
                          std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

/// The parts between boundaries.
std::vector<std::string_view> parts_of(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> out;
  const std::string mark = "--" + std::string(boundary);
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = body.find(mark); at != std::string_view::npos;
       at = body.find(mark, at + mark.size())) {
    if (at > 0 && body[at - 1] != '\n') continue;
    if (begin != std::string_view::npos) out.push_back(body.substr(begin, at - begin));
    const std::size_t line = body.find('\n', at);
    if (body.substr(at + mark.size()).starts_with("--") || line == std::string_view::npos)
      return out;
    begin = line + 1;
  }
  // The last boundary is missing: what is there is read.
  if (begin != std::string_view::npos && begin < body.size()) out.push_back(body.substr(begin));
  return out;
}

class BodyFinder {
 public:
  explicit BodyFinder(MailMessage& mail) : mail_(mail) {}

  void search(std::string_view entity, int depth) {
    std::vector<std::pair<std::string, std::string>> fields;
    const std::string_view body = read_fields(entity, fields);
    search(fields, body, depth);
  }

  void search(const std::vector<std::pair<std::string, std::string>>& fields, std::string_view body,
              int depth) {
    const Parameters type = read_parameters(field_of(fields, "content-type"));
    const std::string disposition = lower(field_of(fields, "content-disposition"));
    if (depth > kMaxDepth || disposition.starts_with("attachment")) return;
    if (type.value.starts_with("multipart/")) {
      for (const std::string_view part : parts_of(body, type.get("boundary")))
        search(part, depth + 1);
    } else if (type.value.empty() || type.value == "text/plain" || type.value == "text/html") {
      take(type, lower(trimmed(field_of(fields, "content-transfer-encoding"))), body);
    }
  }

 private:
  void take(const Parameters& type, const std::string& encoding, std::string_view raw) {
    const bool is_html = type.value == "text/html";
    const bool better = mail_.body.empty() || (mail_.is_html && !is_html);
    if (!better) return;
    const std::string bytes = encoding == "base64"             ? from_base64(raw)
                              : encoding == "quoted-printable" ? from_quoted(raw, false)
                                                               : std::string(raw);
    std::size_t replaced = 0;
    const std::string_view charset = type.get("charset");
    std::optional<std::string> text;
    if (!charset.empty() &&
        !(charset_name(charset) == "windows-1252" && !first_invalid_utf8(bytes)))
      text = to_utf8(bytes, charset, &replaced);
    if (!text) text = valid_utf8(bytes);
    if (trimmed(*text).empty()) return;
    mail_.body = std::move(*text);
    mail_.is_html = is_html;
    mail_.is_flowed = lower(type.get("format")) == "flowed";
    mail_.replaced = replaced > 0;
  }

  MailMessage& mail_;
};

}  // namespace

std::string_view MailMessage::field(std::string_view name) const { return field_of(fields, name); }

std::string decode_header(std::string_view text) {
  std::string out;
  bool behind_word = false;
  while (!text.empty()) {
    std::string_view ahead = text;
    // White space between two encoded words is not part of the text.
    if (behind_word)
      ahead = trimmed(ahead).empty() ? ahead : ahead.substr(ahead.find_first_not_of(" \t"));
    if (const std::optional<std::string> word = take_encoded_word(ahead)) {
      out += *word;
      text = ahead;
      behind_word = true;
      continue;
    }
    behind_word = false;
    out += text.front();
    text.remove_prefix(1);
  }
  return valid_utf8(out);
}

MailMessage parse_mail(std::string_view message) {
  MailMessage mail;
  const std::string_view body = read_fields(message, mail.fields);
  BodyFinder(mail).search(mail.fields, body, 0);
  for (auto& [name, value] : mail.fields) value = decode_header(value);
  return mail;
}

}  // namespace tarn
