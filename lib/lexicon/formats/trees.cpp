// Dictionaries that are trees of categories: quanteda's YAML, WordStat, Yoshikoder, Lexicoder 3.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/numbers.h"
#include "format/json.h"
#include "format/xml.h"
#include "format/xml_write.h"
#include "format/yaml.h"
#include "lexicon/flags.h"
#include "lexicon/formats/export.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"

namespace tarn {
namespace {

constexpr TermStyle kGlobs{true, true, false};

/// quanteda: keys are categories, lists hold words, the key "__" holds words beside keys.
class QuantedaReader {
 public:
  QuantedaReader(ByteSource& source, Diagnostics& lost) : import_(source, lost) {
    TextFile file(source, lost);
    while (const auto line = file.next()) text_.append(*line).append(1, '\n');
  }

  Lexicon read() {
    DataTree tree;
    if (const auto error = parse_yaml(text_, tree)) {
      throw ResourceError({import_.file(), error->line, 0}, error->message);
    }
    if (tree.type != DataTree::Type::kMap) {
      throw ResourceError({import_.file(), 1, 1}, "no dictionary: wanted a map of categories");
    }
    map(tree, "");
    return import_.finish();
  }

 private:
  void map(const DataTree& tree, const std::string& path) {
    for (const auto& [key, value] : tree.members) {
      const bool beside = key == "__" && !path.empty();
      const std::string inner =
          beside ? path : below(path, import_.category_name(value.line, key, true));
      switch (value.type) {
        case DataTree::Type::kMap:
          map(value, inner);
          break;
        case DataTree::Type::kList:
          for (const DataTree& item : value.items) word(item, inner);
          break;
        default:
          word(value, inner);
      }
    }
  }

  void word(const DataTree& item, const std::string& path) {
    if (item.type == DataTree::Type::kMap) return map(item, path);
    if (item.type == DataTree::Type::kNull) {
      return import_.dropped(item.line, fmt::format("'{}' holds an empty value", path));
    }
    if (item.type == DataTree::Type::kList) {
      for (const DataTree& inner : item.items) word(inner, path);
      return;
    }
    import_.add(item.line, pattern_of_term(item.scalar, kGlobs), path);
  }

  LexiconImport import_;
  std::string text_;
};

void append_yaml(const CategoryTree& node, std::size_t depth, std::string& out) {
  const std::string indent(2 * depth, ' ');
  const auto list = [&](const std::string& at, const std::vector<std::string>& terms) {
    for (const std::string& term : terms) out += fmt::format("{}- {}\n", at, json_string(term));
  };
  for (const CategoryTree& child : node.children) {
    out += fmt::format("{}{}:\n", indent, json_string(child.name));
    if (child.children.empty()) {
      list(indent + "  ", child.terms);
      continue;
    }
    if (!child.terms.empty()) {
      out += fmt::format("{}  \"__\":\n", indent);
      list(indent + "    ", child.terms);
    }
    append_yaml(child, depth + 1, out);
  }
}

/// "WORD (weight)" at the end of a line; empty when the line is none.
std::optional<std::pair<std::string_view, double>> weighted(std::string_view line) {
  const std::size_t open = line.rfind(" (");
  if (open == std::string_view::npos || !line.ends_with(')')) return std::nullopt;
  const auto weight = parse_decimal(line.substr(open + 2, line.size() - open - 3));
  if (!weight) return std::nullopt;
  return std::pair(trim(line.substr(0, open)), *weight);
}

XmlNode xml_of(ByteSource& source, const XmlOptions& options, Diagnostics& lost) {
  Diagnostics warnings;
  XmlNode root = read_xml_tree(source, options, warnings);
  for (Diagnostic& warning : warnings) lost.push_back(std::move(warning));
  return root;
}

void read_node(const XmlNode& node, const std::string& path, LexiconImport& import) {
  for (const XmlNode& child : node.children) {
    const auto name = child.attribute("name");
    if (child.is_text()) continue;
    if (!name || trim(*name).empty()) {
      import.dropped(child.line, fmt::format("<{}> has no name", child.name));
    } else if (child.name == "pnode") {
      if (path.empty()) {
        import.dropped(child.line, fmt::format("'{}' is in no category", *name));
      } else {
        import.add(child.line, pattern_of_term(*name, {}), path);
      }
    } else if (child.name == "cnode") {
      const std::string inner = below(path, import.category_name(child.line, *name, true));
      if (const auto about = child.attribute("desc")) import.metadata("about " + inner, *about);
      read_node(child, inner, import);
    } else {
      import.dropped(child.line, fmt::format("element <{}> is not known", child.name));
    }
  }
}

void append_node(const Lexicon& lexicon, const CategoryTree& node, std::size_t depth,
                 std::string& out) {
  const std::string indent(2 * depth, ' ');
  for (const CategoryTree& child : node.children) {
    const std::string about = unescaped_lines(metadata_value(lexicon, "about " + child.path));
    out += fmt::format("{}<cnode name=\"{}\" desc=\"{}\">\n", indent, xml_attribute(child.name),
                       xml_attribute(about));
    for (const std::string& term : child.terms) {
      out += fmt::format("{}  <pnode name=\"{}\"/>\n", indent, xml_attribute(term));
    }
    append_node(lexicon, child, depth + 1, out);
    out += fmt::format("{}</cnode>\n", indent);
  }
}

}  // namespace

Lexicon read_quanteda(ByteSource& source, Diagnostics& lost) {
  return QuantedaReader(source, lost).read();
}

std::string write_quanteda(const Lexicon& lexicon, Diagnostics& lost) {
  std::string out;
  append_yaml(category_terms(lexicon, {}, lost), 0, out);
  return out.empty() ? "{}\n" : out;
}

Lexicon read_wordstat(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  TextFile text(source, lost);
  TermStyle style = kGlobs;
  style.underscore_is_space = true;
  std::vector<std::string> levels;
  while (const auto line = text.next()) {
    const std::string_view content = trim(*line);
    if (content.empty()) continue;
    const std::size_t depth = std::min(line->find_first_not_of('\t'), levels.size());
    levels.resize(depth);
    std::string path;
    for (const std::string& level : levels) path = below(path, level);
    const auto leaf = weighted(content);
    if (content.starts_with('@')) {
      import.dropped(text.line(), fmt::format("'{}': rules are not read", content));
    } else if (!leaf) {
      levels.push_back(import.category_name(text.line(), content, true));
    } else if (path.empty()) {
      import.dropped(text.line(), fmt::format("'{}' is in no category", leaf->first));
    } else {
      import.add(text.line(), pattern_of_term(leaf->first, style), path, leaf->second);
    }
  }
  return import.finish();
}

Lexicon read_yoshikoder(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  const XmlNode root = xml_of(source, {}, lost);
  if (root.name != "dictionary") {
    throw ResourceError({source.name(), root.line, root.column},
                        fmt::format("no Yoshikoder dictionary: the root is <{}>", root.name));
  }
  for (const char* const kept : {"style", "patternengine"}) {
    if (const auto value = root.attribute(kept)) import.metadata(kept, *value);
  }
  read_node(root, "", import);
  return import.finish();
}

std::string write_yoshikoder(const Lexicon& lexicon, Diagnostics& lost) {
  TermLimits limits;
  limits.any_one = false;
  CategoryTree root = category_terms(lexicon, limits, lost);
  // The root holds one category.
  if (root.children.size() != 1) {
    CategoryTree top;
    top.name = lexicon.name;
    top.children = std::move(root.children);
    root = {};
    root.children.push_back(std::move(top));
  }
  const auto value = [&](const char* key, const char* otherwise) {
    const std::string_view kept = metadata_value(lexicon, key);
    return xml_attribute(kept.empty() ? otherwise : kept);
  };
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"{}\" "
      "patternengine=\"{}\">\n",
      value("style", "050805"), value("patternengine", "substring"));
  append_node(lexicon, root, 1, out);
  return out + "</dictionary>\n";
}

Lexicon read_lexicoder(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  TextFile text(source, lost);
  std::string category;
  while (const auto line = text.next()) {
    const std::string_view content = trim(*line);
    if (content.empty()) continue;
    if (content.starts_with('+') && content.size() > 1) {
      std::string_view name = content.substr(1);
      std::string_view colour;
      const std::size_t hash = name.rfind('#');
      if (hash != std::string_view::npos && name.size() - hash == 7) {
        colour = name.substr(hash);
        name = name.substr(0, hash);
      }
      category = import.category_name(text.line(), name, false);
      import.metadata("color " + category, colour);
      continue;
    }
    if (category.empty()) {
      import.dropped(text.line(), fmt::format("'{}' stands before the first category", content));
      continue;
    }
    if (content.size() != line->size()) {
      import.weakened(text.line(), fmt::format("'{}': spaces around it are not kept", content));
    }
    import.add(text.line(), pattern_of_term(content, {}), category);
  }
  return import.finish();
}

std::string write_lexicoder(const Lexicon& lexicon, Diagnostics& lost) {
  TermLimits limits;
  limits.any_run_inside = false;
  limits.any_one = false;
  std::string out;
  for (const std::string& category : categories_in_order(lexicon)) {
    out += fmt::format("+{}{}\n", category, metadata_value(lexicon, "color " + category));
    for (const LexiconEntry& entry : lexicon.entries) {
      if (entry.category != category) continue;
      for (const std::string& term : terms_of(lexicon, entry, limits, lost)) out += term + '\n';
    }
  }
  for (const LexiconEntry& entry : lexicon.entries) {
    if (entry.category == kExclusion) terms_of(lexicon, entry, limits, lost);
  }
  return out;
}

}  // namespace tarn
