// REFI-QDA projects: a zip with project.qde (XML) and sources/. Codings of plain text are read,
// with their users, times and notes; of pictures, sound and pages they are told as left out.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/bytes.h"
#include "base/error.h"
#include "base/numbers.h"
#include "exchange/formats.h"
#include "exchange/qdpx.h"
#include "format/qda_codebook.h"
#include "format/xml.h"

namespace tarn::exchange {
namespace {

std::string value_of(const XmlNode& node, std::string_view name) {
  return std::string(node.attribute(name).value_or(""));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// A reference may be in braces and of any case.
std::string guid_key(std::string_view guid) {
  if (guid.starts_with('{') && guid.ends_with('}')) guid = guid.substr(1, guid.size() - 2);
  return lower(guid);
}

std::size_t count_codings(const XmlNode& node) {
  std::size_t out = node.name == "Coding" ? 1 : 0;
  for (const XmlNode& child : node.children) out += count_codings(child);
  return out;
}

class ProjectReader {
 public:
  ProjectReader(const Input& input, CodeFile& out) : input_(input), out_(out) {}

  void read() {
    const auto file =
        std::find_if(input_.files.begin(), input_.files.end(),
                     [](const InputFile& each) { return lower(each.path).ends_with(".qde"); });
    if (file == input_.files.end())
      throw ResourceError({input_.name}, "there is no project.qde in it");
    name_ = input_.name + '/' + file->path;
    const std::size_t slash = file->path.rfind('/');
    folder_ = slash == std::string::npos ? std::string() : file->path.substr(0, slash + 1);
    const auto source = memory_source(std::string(file->text), name_);
    XmlNode root = read_xml_tree(*source, {}, out_.told);
    strip_namespaces(root);
    if (root.name != "Project") {
      throw ResourceError(place(root), fmt::format("no project: the root is <{}>", root.name));
    }
    profile_ = &qda_profile_of_origin(value_of(root, "origin"));
    for (const XmlNode& child : root.children) {
      if (child.name == "Users") read_users(child);
      if (child.name == "CodeBook") read_codes(qda_codes(child), "");
      if (child.name == "Notes") read_notes(child);
    }
    for (const XmlNode& child : root.children) {
      if (child.name != "Sources") continue;
      for (const XmlNode& each : child.children) {
        if (!each.is_text()) read_source(each);
      }
    }
  }

 private:
  Place place(const XmlNode& node) const { return {name_, node.line, node.column}; }

  void read_users(const XmlNode& users) {
    for (const XmlNode& user : users.children) {
      const std::string name = value_of(user, "name");
      if (user.name == "User")
        users_[guid_key(value_of(user, "guid"))] = name.empty() ? value_of(user, "id") : name;
    }
  }

  void read_codes(const std::vector<QdaCode>& codes, const std::string& path) {
    for (const QdaCode& code : codes) {
      const std::string inner = path.empty() ? code.name : path + '.' + code.name;
      codes_[guid_key(code.guid)] = inner;
      read_codes(code.children, inner);
    }
  }

  void read_notes(const XmlNode& notes) {
    for (const XmlNode& note : notes.children) {
      if (note.name != "Note") continue;
      std::string text = note.child_content("PlainTextContent");
      if (text.empty()) {
        if (const InputFile* file = file_at(value_of(note, "plainTextPath")))
          text = std::string(file->body());
      }
      notes_[guid_key(value_of(note, "guid"))] = std::move(text);
    }
  }

  /// The member that "internal://NAME" means: it lies in the folder of sources.
  const InputFile* file_at(const std::string& path) const {
    constexpr std::string_view kInternal = "internal://";
    if (!path.starts_with(kInternal)) return nullptr;
    const std::string inner = path.substr(kInternal.size());
    for (const char* const below : {"sources/", "Sources/", ""}) {
      if (const InputFile* file = input_.find(folder_ + below + inner)) return file;
    }
    return nullptr;
  }

  void read_source(const XmlNode& source) {
    if (source.name == "TextSource")
      return read_text(source, value_of(source, "name"), value_of(source, "plainTextPath"));
    std::size_t left = count_codings(source);
    // The text of a page or a recording stands within it.
    for (const XmlNode& child : source.children) {
      if (child.name != "Representation" && child.name != "Transcript") continue;
      const std::size_t before = read_codings_;
      read_text(child, value_of(source, "name"), value_of(child, "plainTextPath"));
      left -= std::min(left, read_codings_ - before);
    }
    if (left == 0) return;
    out_.told.push_back(
        {Severity::kWarning, place(source), "dropped",
         fmt::format("codings of <{}> '{}' ({}): those of plain text alone are read", source.name,
                     value_of(source, "name"), left)});
  }

  void read_text(const XmlNode& source, const std::string& name, const std::string& path) {
    CodedDocument document;
    document.name = name.empty() ? value_of(source, "guid") : name;
    if (const XmlNode* content = source.child("PlainTextContent")) {
      document.text = content->content();
    } else if (const InputFile* file = file_at(path)) {
      document.text = std::string(file->text);
    } else {
      out_.told.push_back(
          {Severity::kWarning, place(source), "weakened",
           fmt::format(
               "the text of '{}' ('{}') is not in the project: positions are taken as they stand",
               document.name, path)});
    }
    const bool crlf = document.text && document.text->find("\r\n") != std::string::npos;
    document.counting = {profile_->unit, crlf && !profile_->crlf_is_one, false};
    for (const XmlNode& child : source.children) {
      if (child.name == "PlainTextSelection") {
        read_selection(child, document);
      } else if (child.name == "Coding") {
        Code code;
        code.whole = true;
        read_coding(child, source, code, document);
      }
    }
    out_.documents.push_back(std::move(document));
  }

  std::uint64_t position(const XmlNode& selection, std::string_view name) const {
    const auto text = selection.attribute(name);
    const auto value = text ? parse_integer(*text) : std::nullopt;
    if (!value || *value < 0) {
      throw ResourceError(
          place(selection),
          fmt::format("{} is '{}', a whole number from 0 on is wanted", name, text.value_or("")));
    }
    return static_cast<std::uint64_t>(*value);
  }

  void read_selection(const XmlNode& selection, CodedDocument& document) {
    Code code;
    code.start = position(selection, "startPosition");
    code.end = position(selection, "endPosition");
    // Most tools name a selection by its first words, some by a number.
    std::string_view words = selection.attribute("name").value_or("");
    for (const std::string_view more : {"...", "\xE2\x80\xA6"}) {
      if (words.ends_with(more)) words.remove_suffix(more.size());
    }
    code.quote = words;
    code.quote_is_hint = true;
    code.memo = selection.child_content("Description");
    append_notes(selection, code);
    for (const XmlNode& child : selection.children) {
      if (child.name == "Coding") read_coding(child, selection, code, document);
    }
  }

  void append_notes(const XmlNode& node, Code& code) const {
    for (const XmlNode& child : node.children) {
      if (child.name != "NoteRef") continue;
      const auto note = notes_.find(guid_key(value_of(child, "targetGUID")));
      if (note == notes_.end() || note->second.empty()) continue;
      code.memo += (code.memo.empty() ? "" : "\n") + note->second;
    }
  }

  void read_coding(const XmlNode& coding, const XmlNode& parent, Code code,
                   CodedDocument& document) {
    ++read_codings_;
    code.place = place(coding);
    const auto attribute = [&](std::string_view name) {
      std::string own = value_of(coding, name);
      return own.empty() ? value_of(parent, name) : own;
    };
    code.time = attribute("creationDateTime");
    if (const std::string user = attribute("creatingUser"); !user.empty()) {
      const auto known = users_.find(guid_key(user));
      if (known == users_.end())
        throw ResourceError(code.place, fmt::format("there is no user '{}'", user));
      code.coder = known->second;
    }
    append_notes(coding, code);
    const XmlNode* reference = coding.child("CodeRef");
    if (reference == nullptr) throw ResourceError(code.place, "a coding without <CodeRef>");
    const auto label = codes_.find(guid_key(value_of(*reference, "targetGUID")));
    if (label == codes_.end()) {
      throw ResourceError(code.place,
                          fmt::format("there is no code '{}'", value_of(*reference, "targetGUID")));
    }
    code.label = label->second;
    document.codes.push_back(std::move(code));
  }

  const Input& input_;
  CodeFile& out_;
  std::string name_;    ///< of project.qde, for messages
  std::string folder_;  ///< that it lies in
  const QdaProfile* profile_ = nullptr;
  std::map<std::string, std::string> users_;
  std::map<std::string, std::string> codes_;
  std::map<std::string, std::string> notes_;
  std::size_t read_codings_ = 0;
};

}  // namespace

bool is_qdpx(const Input& input) {
  return input.is_folder &&
         std::any_of(input.files.begin(), input.files.end(),
                     [](const InputFile& file) { return lower(file.path).ends_with(".qde"); });
}

void read_qdpx(const Input& input, CodeFile& out) { ProjectReader(input, out).read(); }

}  // namespace tarn::exchange
