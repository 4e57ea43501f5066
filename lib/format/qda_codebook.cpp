#include "format/qda_codebook.h"

#include <fmt/format.h>

#include "base/sha256.h"
#include "format/xml_write.h"

namespace tarn {

void strip_namespaces(XmlNode& node) {
  const std::size_t end = node.name.find_last_of(":}");
  if (end != std::string::npos) node.name.erase(0, end + 1);
  for (XmlNode& child : node.children) strip_namespaces(child);
}

std::vector<QdaCode> qda_codes(const XmlNode& node) {
  std::vector<QdaCode> out;
  for (const XmlNode& child : node.children) {
    if (child.name == "Codes") {
      for (QdaCode& code : qda_codes(child)) out.push_back(std::move(code));
    }
    if (child.name != "Code") continue;
    const auto value = [&](std::string_view name) {
      return std::string(child.attribute(name).value_or(""));
    };
    out.push_back({value("name"), value("guid"), value("color"), value("isCodable"),
                   child.child_content("Description"), child.line, qda_codes(child)});
  }
  return out;
}

void append_qda_codes(std::string& out, const std::vector<QdaCode>& codes, std::size_t depth) {
  const std::string indent(2 * depth, ' ');
  for (const QdaCode& code : codes) {
    out += fmt::format("{}<Code guid=\"{}\" name=\"{}\" isCodable=\"{}\"", indent,
                       xml_attribute(code.guid), xml_attribute(code.name),
                       code.codable.empty() ? "true" : xml_attribute(code.codable));
    if (!code.color.empty()) out += fmt::format(" color=\"{}\"", xml_attribute(code.color));
    if (code.description.empty() && code.children.empty()) {
      out += "/>\n";
      continue;
    }
    out += ">\n";
    if (!code.description.empty()) {
      out += fmt::format("{}  <Description>{}</Description>\n", indent, xml_text(code.description));
    }
    append_qda_codes(out, code.children, depth + 1);
    out += fmt::format("{}</Code>\n", indent);
  }
}

std::string qda_codebook(const std::vector<QdaCode>& codes) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"tarn\">\n  <Codes>\n";
  append_qda_codes(out, codes, 2);
  return out + "  </Codes>\n</CodeBook>\n";
}

std::string guid_of(std::string_view name) {
  const std::string hex = sha256_hex(name);
  return fmt::format("{}-{}-5{}-8{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3),
                     hex.substr(17, 3), hex.substr(20, 12));
}

}  // namespace tarn
