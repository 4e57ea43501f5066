// The REFI-QDA codebook: a tree of codes, which are categories without entries.
#include <fmt/format.h>

#include "base/error.h"
#include "format/qda_codebook.h"
#include "lexicon/flags.h"
#include "lexicon/formats/export.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"

namespace tarn {
namespace {

void tell_sets(const XmlNode& node, LexiconImport& import) {
  for (const XmlNode& child : node.children) {
    if (child.name == "Set") import.dropped(child.line, "a set of codes");
    tell_sets(child, import);
  }
}

void read_codes(const std::vector<QdaCode>& codes, const std::string& path, LexiconImport& import) {
  for (const QdaCode& code : codes) {
    if (trim(code.name).empty()) {
      import.dropped(code.line, "a code without a name");
      continue;
    }
    const std::string inner = below(path, import.category_name(code.line, code.name, true));
    const auto keep = [&](const char* what, const std::string& value) {
      if (!value.empty()) import.metadata(fmt::format("{} {}", what, inner), value);
    };
    keep("guid", code.guid);
    keep("color", code.color);
    keep("isCodable", code.codable);
    import.metadata("about " + inner, code.description);
    import.metadata("code " + inner, code.name);
    read_codes(code.children, inner, import);
  }
}

std::vector<QdaCode> codes_of(const Lexicon& lexicon, const CategoryTree& node) {
  std::vector<QdaCode> out;
  for (const CategoryTree& child : node.children) {
    const auto value = [&](const char* key) {
      return std::string(metadata_value(lexicon, fmt::format("{} {}", key, child.path)));
    };
    const std::string guid = value("guid");
    out.push_back({child.name, guid.empty() ? guid_of(child.path) : guid, value("color"),
                   value("isCodable"), unescaped_lines(value("about")), 0,
                   codes_of(lexicon, child)});
  }
  return out;
}

}  // namespace

Lexicon read_codebook(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  XmlNode root = read_xml_tree(source, {}, lost);
  strip_namespaces(root);
  if (root.name != "CodeBook") {
    throw ResourceError({source.name(), root.line, root.column},
                        fmt::format("no codebook: the root is <{}>", root.name));
  }
  read_codes(qda_codes(root), "", import);
  tell_sets(root, import);
  return import.finish();
}

std::string write_codebook(const Lexicon& lexicon, Diagnostics& lost) {
  CategoryTree root;
  for (const auto& [key, value] : lexicon.metadata) {
    if (key.starts_with("code ")) root.at(key.substr(5));
  }
  for (const LexiconEntry& entry : lexicon.entries) {
    if (entry.category != kExclusion) root.at(entry.category);
    tell_lost(lexicon, entry, "dropped", "a codebook holds categories, no entries", lost);
  }
  return qda_codebook(codes_of(lexicon, root));
}

}  // namespace tarn
