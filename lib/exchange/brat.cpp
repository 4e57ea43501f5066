// brat standoff: pairs of .txt and .ann with the same name, in a folder or container. "T" lines are
// spans, in characters; several ranges are the fragments of one. A folder is a coder. Types there
// are made of letters, digits, '_' and '-'; visual.conf tells what they stand for. Notes of
// annotators ("#") are memos; relations, events and attributes are no codes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/numbers.h"
#include "exchange/formats.h"
#include "exchange/names.h"

namespace tarn::exchange {
namespace {

constexpr std::string_view kLabels = "[labels]";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Cuts what stands before the first `mark` from `text`, and the mark.
std::string_view cut(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view out = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return out;
}

class BratReader {
 public:
  BratReader(const Input& input, CodeFile& out) : input_(input), out_(out) {
    for (const InputFile& file : input.files) {
      if (file.path.ends_with("visual.conf")) read_labels(file.body());
    }
  }

  void read() {
    bool any = false;
    for (const InputFile& file : input_.files) {
      if (!file.path.ends_with(".ann")) continue;
      any = true;
      read(file);
    }
    if (!any) throw ResourceError({input_.name}, "there is no .ann file in it");
  }

 private:
  /// "[labels]", then a type and its names a line, '|' between.
  void read_labels(std::string_view text) {
    bool within = false;
    while (!text.empty()) {
      std::string_view line = trimmed(cut(text, '\n'));
      if (line.starts_with('[')) within = line == kLabels;
      if (!within || line.empty() || line.starts_with('[') || line.starts_with('#')) continue;
      const std::string_view type = trimmed(cut(line, '|'));
      const std::string_view name = trimmed(cut(line, '|'));
      if (!name.empty()) labels_.try_emplace(std::string(type), from_file_name(name));
    }
  }

  void read(const InputFile& file) {
    const std::string stem = file.path.substr(0, file.path.size() - 4);
    CodedDocument document;
    document.name = stem + ".txt";
    if (const InputFile* text = input_.find(stem + ".txt")) {
      document.text = std::string(text->body());
    } else {
      out_.told.push_back(
          {Severity::kWarning,
           {input_.name},
           "weakened",
           fmt::format("'{}.txt' is missing: positions are taken as they stand", stem)});
    }
    const std::size_t slash = stem.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : stem.substr(0, slash);
    coder_ = from_file_name(folder.substr(folder.rfind('/') + 1));
    document.coders.push_back(coder_);
    std::map<std::string, std::vector<std::size_t>, std::less<>> codes;  // of each id
    std::string_view rest = file.body();
    std::uint64_t number = 0;
    while (!rest.empty()) {
      const std::string_view line = cut(rest, '\n');
      place_ = {place_of(file, input_.name, 0).file, ++number, 0};
      read_line(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line, document, codes);
    }
    out_.documents.push_back(std::move(document));
  }

  void read_line(std::string_view line, CodedDocument& document,
                 std::map<std::string, std::vector<std::size_t>, std::less<>>& codes) {
    if (line.empty()) return;
    std::string_view rest = line;
    const std::string_view id = cut(rest, '\t');
    if (id.starts_with('T')) {
      const std::size_t first = document.codes.size();
      read_span(id, rest, document);
      for (std::size_t i = first; i < document.codes.size(); ++i)
        codes[std::string(id)].push_back(i);
      return;
    }
    if (id.starts_with('#')) {
      std::string_view about = cut(rest, '\t');
      cut(about, ' ');
      const auto found = codes.find(about);
      if (found != codes.end()) {
        for (const std::size_t i : found->second) document.codes[i].memo = rest;
        return;
      }
    }
    if (line.find('\t') == std::string_view::npos)
      throw ResourceError(place_, fmt::format("'{}' is no line of brat", line));
    out_.told.push_back({Severity::kWarning, place_, "dropped",
                         fmt::format("'{}': spans and their notes alone are read", id)});
  }

  /// "LABEL 0 5;16 23", a tab, the words.
  void read_span(std::string_view id, std::string_view rest, CodedDocument& document) {
    std::string_view ranges = cut(rest, '\t');
    const std::string type(cut(ranges, ' '));
    const auto label = labels_.find(type);
    std::vector<Code> parts;
    while (!ranges.empty()) {
      std::string_view range = cut(ranges, ';');
      const auto start = parse_integer(cut(range, ' '));
      const auto end = parse_integer(range);
      if (!start || !end || *start < 0 || *end < 0) {
        throw ResourceError(place_,
                            fmt::format("'{}' has no ranges START END, several by ';'", id));
      }
      Code code;
      code.place = place_;
      code.coder = coder_;
      code.label = label == labels_.end() ? type : label->second;
      code.start = static_cast<std::uint64_t>(*start);
      code.end = static_cast<std::uint64_t>(*end);
      // brat parts a span at line ends: one again, as nothing but white space lies between.
      if (!parts.empty() && is_line_end(document, *parts.back().end, *code.start)) {
        parts.back().end = code.end;
      } else {
        parts.push_back(std::move(code));
      }
    }
    if (type.empty() || parts.empty())
      throw ResourceError(place_, fmt::format("'{}' needs a type and a range", id));
    if (parts.size() == 1) parts[0].quote = rest;
    for (Code& part : parts) {
      if (parts.size() > 1) part.fragment = id;
      document.codes.push_back(std::move(part));
    }
  }

  /// Whether only white space with a line end lies between two positions.
  static bool is_line_end(const CodedDocument& document, std::uint64_t from, std::uint64_t to) {
    if (!document.text || from >= to) return false;
    std::uint64_t at = 0;
    bool any = false;
    for (const char c : *document.text) {
      const bool counts = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (counts && at++ >= to) break;
      if (at <= from) continue;
      if (c == '\n') any = true;
      if (c != '\n' && c != '\r' && c != ' ' && c != '\t') return false;
    }
    return any;
  }

  const Input& input_;
  CodeFile& out_;
  std::map<std::string, std::string> labels_;
  std::string coder_;
  Place place_;
};

class BratWriter final : public Writer {
 public:
  BratWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::vector<CoderSpans> coders = by_coder(post, options_);
    if (coders.empty()) coders.push_back({options_.coder, {}});
    for (const CoderSpans& coder : coders) {
      const std::string stem = file_name_of(coder.coder) + '/' + file_name_of(post.record.doc_id());
      sink_.file(stem + ".txt", post.record.text());
      sink_.file(stem + ".ann", annotations(post.record, coder));
    }
  }

  void finish() override {
    std::string types = "[entities]\n";
    std::string names = std::string(kLabels) + '\n';
    for (const auto& [type, label] : labels_) {
      types += type + '\n';
      names += fmt::format("{} | {}\n", type, escaped(label));
    }
    sink_.file("annotation.conf", types + "\n[relations]\n\n[events]\n\n[attributes]\n");
    sink_.file("visual.conf", names + "\n[drawing]\n");
  }

 private:
  std::string annotations(const Record& record, const CoderSpans& coder) {
    std::string out;
    std::size_t number = 0, notes = 0;
    for (const auto& parts : whole_codes(coder.spans)) {
      std::string ranges, words, memo;
      for (const Annotation* part : parts) append_ranges(record, part->span, ranges, words);
      if (ranges.empty()) {
        told_.push_back({Severity::kWarning,
                         {},
                         "dropped",
                         fmt::format("a span of '{}' in '{}' without words", parts.front()->label,
                                     record.doc_id())});
        continue;
      }
      out +=
          fmt::format("T{}\t{} {}\t{}\n", ++number, type_of(parts.front()->label), ranges, words);
      for (const char c : parts.front()->memo)
        memo += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
      if (!memo.empty()) out += fmt::format("#{}\tAnnotatorNotes T{}\t{}\n", ++notes, number, memo);
    }
    return out;
  }

  /// A label in visual.conf, where '|' parts names.
  static std::string escaped(std::string_view label) {
    std::string out;
    for (const char c : label) {
      const bool parts = c == '|' || c == '%' || c == '\n' || c == '\r';
      out += parts ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return out;
  }

  /// The lines of a span, without the line ends between them.
  static void append_ranges(const Record& record, Span span, std::string& ranges,
                            std::string& words) {
    const std::string& text = record.text();
    for (std::uint32_t at = span.begin; at < span.end;) {
      const auto end =
          static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', at), span.end));
      if (at < end) {
        ranges +=
            fmt::format("{}{} {}", ranges.empty() ? "" : ";", record.offsets().to_code_points(at),
                        record.offsets().to_code_points(end));
        words += (words.empty() ? "" : " ") + text.substr(at, end - at);
      }
      at = end + 1;
    }
  }

  /// The type that stands for a label; another one for each label.
  const std::string& type_of(const std::string& label) {
    const auto known = types_.find(label);
    if (known != types_.end()) return known->second;
    std::string type;
    for (const char c : label) {
      const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                         (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
      type += plain ? c : '_';
    }
    std::string unique = type;
    for (int i = 2; labels_.contains(unique); ++i) unique = fmt::format("{}-{}", type, i);
    labels_.emplace(unique, label);
    return types_.emplace(label, unique).first->second;
  }

  WriteOptions options_;
  Sink& sink_;
  std::map<std::string, std::string> types_;   ///< by label
  std::map<std::string, std::string> labels_;  ///< by type
};

}  // namespace

bool is_brat(const Input& input) {
  return input.is_folder &&
         std::any_of(input.files.begin(), input.files.end(),
                     [](const InputFile& file) { return file.path.ends_with(".ann"); });
}

void read_brat(const Input& input, CodeFile& out) { BratReader(input, out).read(); }

std::unique_ptr<Writer> write_brat(const WriteOptions& options, Sink& sink) {
  return std::make_unique<BratWriter>(options, sink);
}

}  // namespace tarn::exchange
