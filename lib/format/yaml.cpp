#include "format/yaml.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <utility>

namespace tarn {
namespace {

constexpr std::size_t kMaxNodes = 100'000;
constexpr std::size_t kMaxDepth = 64;

struct TooLarge {
  const char* what;
};

class Converter {
 public:
  void convert(const YAML::Node& node, DataTree& out, std::size_t depth) {
    if (++nodes_ > kMaxNodes) throw TooLarge{"more than 100000 values"};
    if (depth > kMaxDepth) throw TooLarge{"nested deeper than 64"};
    out.line = node.Mark().line < 0 ? 0 : static_cast<std::uint32_t>(node.Mark().line + 1);
    if (node.IsScalar()) {
      out.type = DataTree::Type::kScalar;
      out.scalar = node.Scalar();
    } else if (node.IsSequence()) {
      out.type = DataTree::Type::kList;
      for (const YAML::Node& item : node) convert(item, out.items.emplace_back(), depth + 1);
    } else if (node.IsMap()) {
      out.type = DataTree::Type::kMap;
      for (const auto& member : node) {
        std::string key = member.first.IsScalar() ? member.first.Scalar() : std::string();
        convert(member.second, out.add(std::move(key)), depth + 1);
      }
    }
  }

 private:
  std::size_t nodes_ = 0;
};

/// The parser of yaml-cpp recurses: brackets and "- - -" that nest too deep are refused before.
bool nests_too_deep(std::string_view text) {
  std::size_t flow = 0;
  std::size_t dashes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '[' || c == '{') ++flow;
    if ((c == ']' || c == '}') && flow > 0) --flow;
    if (c == '\n') dashes = 0;
    if ((c == '-' || c == '?' || c == ':') && i + 1 < text.size() && text[i + 1] == ' ') ++dashes;
    // Prose in a long line has colons and dashes too; the limit is far above what a person writes.
    if (flow > 2 * kMaxDepth || dashes > 400) return true;
  }
  return false;
}

}  // namespace

std::optional<DataError> parse_yaml(std::string_view text, DataTree& out) {
  out = DataTree{};
  if (nests_too_deep(text)) return DataError{0, "nested deeper than 64"};
  try {
    Converter().convert(YAML::Load(std::string(text)), out, 0);
  } catch (const YAML::Exception& error) {
    const int line = error.mark.line;
    return DataError{line < 0 ? 0 : static_cast<std::uint32_t>(line + 1), error.msg};
  } catch (const TooLarge& limit) {
    return DataError{0, limit.what};
  }
  return std::nullopt;
}

}  // namespace tarn
