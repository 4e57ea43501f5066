// REFI-QDA projects and codebooks. Texts go out post by post; users, codes and selections are
// collected, as project.qde begins with the users and codes of all. Identifiers are made of names,
// so that the same posts give the same project.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exchange/formats.h"
#include "exchange/place.h"
#include "exchange/qdpx.h"
#include "format/qda_codebook.h"
#include "format/xml_write.h"
#include "text/utf8.h"

namespace tarn::exchange {
namespace {

/// Labels as the tree of codes that they are paths in.
class Codebook {
 public:
  void add(const std::string& label) { own_[label] = true; }

  /// `folders`: what has codes below and is no label itself is not codable.
  std::vector<QdaCode> codes(bool folders) const {
    std::vector<QdaCode> out;
    for (const auto& [label, used] : own_) {
      std::vector<QdaCode>* level = &out;
      std::string path;
      for (const std::string& part : label_parts(label)) {
        path += (path.empty() ? "" : ".") + part;
        auto found = std::find_if(level->begin(), level->end(),
                                  [&](const QdaCode& code) { return code.name == part; });
        if (found == level->end()) {
          QdaCode code;
          code.name = part;
          code.guid = guid_of(path);
          code.codable = folders && !own_.contains(path) ? "false" : "true";
          level->push_back(std::move(code));
          found = level->end() - 1;
        }
        level = &found->children;
      }
    }
    return out;
  }

 private:
  std::map<std::string, bool> own_;  ///< labels of spans
};

class CodebookWriter final : public Writer {
 public:
  explicit CodebookWriter(Sink& sink) : sink_(sink) {}
  void add(const ExportPost& post) override {
    for (const Annotation& span : post.spans) codebook_.add(span.label);
  }
  void finish() override { sink_.text(qda_codebook(codebook_.codes(false))); }

 private:
  Sink& sink_;
  Codebook codebook_;
};

/// A time as XML Schema wants it, with date and time of day.
bool is_date_time(std::string_view time) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (time.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = time[i] >= '0' && time[i] <= '9';
    if (kForm[i] == '0' ? !digit : time[i] != kForm[i]) return false;
  }
  std::string_view rest = time.substr(kForm.size());
  if (rest.starts_with('.')) {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    if (end == 1) return false;
    rest.remove_prefix(end);
  }
  if (rest.empty() || rest == "Z") return true;
  return rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && rest[3] == ':' &&
         rest.find_first_not_of("0123456789", 1) == 3 &&
         rest.find_first_not_of("0123456789", 4) == std::string_view::npos;
}

class ProjectWriter final : public Writer {
 public:
  ProjectWriter(const WriteOptions& options, Sink& sink)
      : options_(options), sink_(sink), profile_(qda_profile(options.profile)) {}

  void add(const ExportPost& post) override {
    const std::string guid = guid_of("source\n" + post.record.doc_id());
    sink_.file("sources/" + guid + ".txt", text_of(post.record.text()));
    sources_ += fmt::format(
        "    <TextSource guid=\"{}\" name=\"{}\" plainTextPath=\"internal://{}.txt\" "
        "creatingUser=\"{}\"",
        guid, xml_attribute(post.record.doc_id()), guid, user(options_.coder));
    if (post.spans.empty()) {
      sources_ += "/>\n";
      return;
    }
    sources_ += ">\n";
    std::vector<std::uint64_t> ends;
    const std::vector<std::uint64_t> positions = positions_of(post, ends);
    for (std::size_t i = 0; i < post.spans.size();) {
      // Codes of the same words share a selection.
      std::size_t end = i + 1;
      while (end < post.spans.size() && post.spans[end].span == post.spans[i].span) ++end;
      append_selection(post, i, end, positions[i], ends[i]);
      i = end;
    }
    sources_ += "    </TextSource>\n";
  }

  void finish() override {
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{}\" origin=\"tarn\" "
        "creatingUserGUID=\"{}\">\n  <Users>\n",
        xml_attribute(options_.project), user(options_.coder));
    for (const auto& [name, guid] : users_) {
      out += fmt::format("    <User guid=\"{}\" name=\"{}\"/>\n", guid, xml_attribute(name));
    }
    out += "  </Users>\n";
    if (const auto codes = codebook_.codes(profile_.folders); !codes.empty()) {
      out += "  <CodeBook>\n    <Codes>\n";
      append_qda_codes(out, codes, 3);
      out += "    </Codes>\n  </CodeBook>\n";
    }
    if (!sources_.empty()) out += "  <Sources>\n" + sources_ + "  </Sources>\n";
    if (!notes_.empty()) out += "  <Notes>\n" + notes_ + "  </Notes>\n";
    sink_.file("project.qde", out + "</Project>\n");
  }

 private:
  /// The text as the tool wants it.
  std::string text_of(const std::string& text) const {
    std::string out = profile_.mark ? "\xEF\xBB\xBF" : "";
    for (const char c : text) {
      if (c == '\n' && profile_.crlf) out += '\r';
      out += c;
    }
    return out;
  }

  /// Where spans begin and end, as the tool counts; spans are sorted by their beginning.
  std::vector<std::uint64_t> positions_of(const ExportPost& post,
                                          std::vector<std::uint64_t>& ends) const {
    std::vector<std::uint32_t> bytes;
    for (const Annotation& span : post.spans) {
      bytes.push_back(span.span.begin);
      bytes.push_back(span.span.end);
    }
    std::sort(bytes.begin(), bytes.end());
    std::map<std::uint32_t, std::uint64_t> counted;
    std::uint64_t count = 0;
    std::size_t at = 0;
    const std::string& text = post.record.text();
    for (const std::uint32_t byte : bytes) {
      while (at < byte) {
        const char32_t c = next_code_point(text, at);
        count +=
            (c > 0xFFFF && profile_.unit == Unit::kUtf16) || (c == '\n' && profile_.crlf) ? 2 : 1;
      }
      counted[byte] = count;
    }
    std::vector<std::uint64_t> out;
    for (const Annotation& span : post.spans) {
      out.push_back(counted[span.span.begin]);
      ends.push_back(counted[span.span.end]);
    }
    return out;
  }

  void append_selection(const ExportPost& post, std::size_t first, std::size_t end,
                        std::uint64_t start, std::uint64_t stop) {
    const Span span = post.spans[first].span;
    const std::string name = fmt::format("{}\n{} {}", post.record.doc_id(), span.begin, span.end);
    sources_ += fmt::format(
        "      <PlainTextSelection guid=\"{}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\" "
        "creatingUser=\"{}\">\n",
        guid_of("selection\n" + name), xml_attribute(first_words(slice(post.record.text(), span))),
        start, stop, user(std::string(coder_of(post.spans[first], options_))));
    for (std::size_t i = first; i < end; ++i)
      append_coding(post.spans[i], fmt::format("{}\n{}", name, i - first));
    sources_ += "      </PlainTextSelection>\n";
  }

  /// The beginning of the words, as tools name selections.
  static std::string first_words(std::string_view words) {
    constexpr std::size_t kMost = 60;
    std::size_t at = 0;
    for (std::size_t count = 0; at < words.size() && count < kMost; ++count)
      next_code_point(words, at);
    return squeezed(words.substr(0, at)) + (at < words.size() ? "\xE2\x80\xA6" : "");
  }

  void append_coding(const Annotation& span, const std::string& name) {
    codebook_.add(span.label);
    const std::string coder = user(std::string(coder_of(span, options_)));
    sources_ += fmt::format("        <Coding guid=\"{}\" creatingUser=\"{}\"",
                            guid_of("coding\n" + name), coder);
    if (is_date_time(span.time)) {
      sources_ += fmt::format(" creationDateTime=\"{}\"", span.time);
    } else if (!span.time.empty()) {
      told_.push_back({Severity::kWarning,
                       {},
                       "weakened",
                       fmt::format("'{}' is no time that a project can hold", span.time)});
    }
    std::string path;
    for (const std::string& part : label_parts(span.label))
      path += (path.empty() ? "" : ".") + part;
    sources_ += fmt::format(">\n          <CodeRef targetGUID=\"{}\"/>\n", guid_of(path));
    if (!span.memo.empty()) {
      const std::string note = guid_of("note\n" + name);
      sources_ += fmt::format("          <NoteRef targetGUID=\"{}\"/>\n", note);
      notes_ += fmt::format(
          "    <Note guid=\"{}\" name=\"{}\" creatingUser=\"{}\">\n      "
          "<PlainTextContent>{}</PlainTextContent>\n    </Note>\n",
          note, xml_attribute(first_words(span.memo)), coder, xml_text(span.memo));
    }
    sources_ += "        </Coding>\n";
  }

  const std::string& user(const std::string& name) {
    const auto known = users_.find(name);
    return known != users_.end() ? known->second
                                 : users_.emplace(name, guid_of("user\n" + name)).first->second;
  }

  WriteOptions options_;
  Sink& sink_;
  const QdaProfile& profile_;
  std::map<std::string, std::string> users_;  ///< guids by name
  Codebook codebook_;
  std::string sources_;
  std::string notes_;
};

}  // namespace

std::unique_ptr<Writer> write_qdc(const WriteOptions&, Sink& sink) {
  return std::make_unique<CodebookWriter>(sink);
}

std::unique_ptr<Writer> write_qdpx(const WriteOptions& options, Sink& sink) {
  return std::make_unique<ProjectWriter>(options, sink);
}

}  // namespace tarn::exchange
