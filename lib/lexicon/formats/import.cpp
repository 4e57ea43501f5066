#include "lexicon/formats/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/numbers.h"
#include "format/charset.h"
#include "lexicon/flags.h"
#include "lexicon/pattern.h"
#include "text/norm.h"
#include "text/utf8.h"

namespace tarn {
namespace {

constexpr std::size_t kLargestFile = std::size_t{256} << 20;

/// A word of a term: special characters of patterns are escaped.
void append_word(std::string_view word, TermStyle style, std::string& out) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const bool wildcard = (c == '*' && style.any_run) || (c == '?' && style.any_one);
    const bool opens = i == 0 && (c == '<' || c == '@' || (c == '_' && word.size() == 1));
    const bool special = c == '*' || c == '?' || c == '{' || c == '}' || c == '|' || c == '\\' ||
                         (c == '-' && i > 0 && i + 1 < word.size());
    if (opens || (special && !wildcard)) out += '\\';
    out += c;
  }
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }

/// A cell of a table: control characters become spaces.
void make_cell(std::string& text) { std::replace_if(text.begin(), text.end(), is_control, ' '); }

bool is_text(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1A';
  });
}

}  // namespace

std::string pattern_of_term(std::string_view term, TermStyle style) {
  std::string spaced(term);
  std::replace(spaced.begin(), spaced.end(), '\t', ' ');
  if (style.underscore_is_space && term.size() > 1) {
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
  }
  std::string out;
  for (const std::string_view word : split(spaced, ' ')) {
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    append_word(word, style, out);
  }
  return nfc(out);
}

LexiconImport::LexiconImport(const ByteSource& source, Diagnostics& lost) : lost_(lost) {
  lexicon_.file = source.name();
  std::string name = std::filesystem::path(lexicon_.file).stem().string();
  for (char& c : name) {
    if (c == ' ' || c == '@' || c == '<' || c == '>') c = '-';
  }
  lexicon_.name = name;
  lexicon_.version = "1";
  lexicon_.metadata = {{"name", name}, {"layer", "theme"}, {"version", "1"}};
  known_keys_ = {"name", "layer", "version"};
}

void LexiconImport::tell(std::uint64_t line, const char* code, std::string reason) {
  lost_.push_back(
      {Severity::kWarning, {lexicon_.file, line, 0}, code, fmt::format("{}: {}", code, reason)});
}

void LexiconImport::set_layer(std::string_view layer) {
  lexicon_.layer = layer;
  lexicon_.metadata[1].second = layer;
}

void LexiconImport::metadata(std::string key, std::string_view value) {
  // In the header of a lexicon ": " ends a key.
  for (std::size_t at = key.find(": "); at != std::string::npos; at = key.find(": "))
    key.erase(at + 1, 1);
  std::string line;
  for (const char c : trim(value)) {
    if (c == '\n') line += "\\n";
    if (c != '\n' && c != '\r') line += c == '\t' ? ' ' : c;
  }
  if (line.empty()) return;
  if (known_keys_.insert(key).second) lexicon_.metadata.emplace_back(key, std::move(line));
}

std::string LexiconImport::category_name(std::uint64_t line, std::string_view name, bool level) {
  std::string out(name);
  make_cell(out);
  out = nfc(trim(out));
  if (level && out.find('.') != std::string::npos) {
    std::replace(out.begin(), out.end(), '.', '_');
    weakened(line,
             fmt::format("category '{}' is written '{}': a dot would begin a level", name, out));
  }
  const bool broken = out.starts_with('.') || out.ends_with('.') ||
                      out.find("..") != std::string::npos || out.starts_with('@') || out == "!";
  if (broken) {
    std::replace(out.begin(), out.end(), '.', '_');
    if (out.starts_with('@') || out == "!") out.insert(out.begin(), '_');
    weakened(line, fmt::format("category '{}' is written '{}'", name, out));
  }
  if (out.empty()) out = "unnamed";
  return out;
}

bool LexiconImport::add(std::uint64_t line, std::string_view found, std::string_view category,
                        double weight, std::string_view flags) {
  // A line of a lexicon that begins so would be a comment.
  const std::string pattern = (found.starts_with("# ") ? "\\" : "") + std::string(found);
  if (std::any_of(pattern.begin(), pattern.end(), is_control)) {
    dropped(line, fmt::format("'{}' holds a control character", pattern));
    return false;
  }
  std::vector<PatternFault> faults;
  parse_pattern(pattern, has_case_flag(flags), segmenter_, faults);
  parse_flags(flags, segmenter_, faults);
  if (!faults.empty()) {
    dropped(line, fmt::format("'{}': {}", pattern, faults[0].message));
    return false;
  }
  const std::string key = fmt::format("{}\t{}\t{}\t{}", pattern, category, weight, flags);
  if (!rows_.insert(key).second) return false;
  LexiconEntry entry;
  entry.pattern = pattern;
  entry.category = category;
  entry.weight = weight;
  entry.flags = flags;
  entry.line = static_cast<std::uint32_t>(line);
  lexicon_.entries.push_back(std::move(entry));
  return true;
}

Lexicon LexiconImport::finish() {
  for (auto& [key, value] : lexicon_.metadata) make_cell(value);
  for (LexiconEntry& entry : lexicon_.entries) {
    make_cell(entry.note);
    for (auto& [name, value] : entry.other_columns) make_cell(value);
  }
  lexicon_.metadata_lines.assign(lexicon_.metadata.size(), 0);
  lexicon_.sha256 = lexicon_digest(lexicon_);
  return std::move(lexicon_);
}

TextFile::TextFile(ByteSource& source, Diagnostics& lost) {
  text_ = read_all(source, kLargestFile);
  const std::string charset = charset_of_mark(text_);
  if (!charset.empty() && charset != "utf-8") {
    if (auto decoded = to_utf8(text_, charset)) text_ = std::move(*decoded);
  }
  if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  if (!is_text(text_)) {
    throw ResourceError({source.name(), 0, 0},
                        "no text: the dictionaries inside newer apps are encrypted and cannot be "
                        "read");
  }
  if (const auto bad = first_invalid_utf8(text_)) {
    const auto line =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
    lost.push_back({Severity::kWarning,
                    {source.name(), static_cast<std::uint64_t>(line) + 1, 0},
                    "charset",
                    "not UTF-8: read as windows-1252"});
    text_ = to_utf8(text_, "windows-1252").value_or("");
  }
}

std::optional<std::string_view> TextFile::next() {
  if (at_ >= text_.size()) return std::nullopt;
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  std::string_view line = std::string_view(text_).substr(at_, end - at_);
  at_ = end + 1;
  ++line_;
  while (line.ends_with('\r') || line.ends_with('\x1A')) line.remove_suffix(1);
  return line;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view metadata_value(const Lexicon& lexicon, std::string_view key) {
  for (const auto& [name, value] : lexicon.metadata) {
    if (name == key) return value;
  }
  return {};
}

std::string below(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + '.' + name;
}

std::string unescaped_lines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    out += line ? '\n' : text[i];
    if (line) ++i;
  }
  return out;
}

}  // namespace tarn
