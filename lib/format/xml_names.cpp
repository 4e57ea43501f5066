#include "format/xml_names.h"

namespace tarn {
namespace {

/// A namespace URI without scheme, case, numeric segments and trailing slash.
std::string canonical_uri(std::string_view uri) {
  const std::size_t scheme = uri.find("://");
  if (scheme != std::string_view::npos) uri.remove_prefix(scheme + 3);
  std::string out;
  while (!uri.empty()) {
    const std::size_t slash = uri.find('/');
    const std::string_view segment = uri.substr(0, slash);
    if (segment.find_first_not_of("0123456789.") != std::string_view::npos) {
      if (!out.empty()) out.push_back('/');
      for (const char c : segment)
        out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    if (slash == std::string_view::npos) break;
    uri.remove_prefix(slash + 1);
  }
  return out;
}

bool ends_at_boundary(std::string_view text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  if (text.size() == suffix.size()) return true;
  const char before = text[text.size() - suffix.size() - 1];
  return before == '/' || before == '.';
}

}  // namespace

XmlNames::XmlNames(std::span<const XmlNamespace> known) {
  for (const XmlNamespace& each : known) {
    known_.emplace_back(std::string(each.prefix), canonical_uri(each.uri));
  }
}

void XmlNames::declare(std::string_view prefix, std::string_view uri, std::size_t depth) {
  scopes_.push_back({std::string(prefix), shown_space(uri), depth});
  cache_.clear();
}

void XmlNames::leave(std::size_t depth) {
  while (!scopes_.empty() && scopes_.back().depth == depth) {
    scopes_.pop_back();
    cache_.clear();
  }
}

const std::string& XmlNames::element(std::string_view name, bool& undeclared) {
  const auto found = cache_.find(name);
  if (found != cache_.end()) return found->second;
  const std::size_t colon = name.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? "" : name.substr(0, colon);
  const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  return cache_.emplace(std::string(name), resolved(prefix, local, undeclared)).first->second;
}

std::string XmlNames::attribute(std::string_view name, bool& undeclared) const {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos || name.starts_with("xml:")) return std::string(name);
  return resolved(name.substr(0, colon), name.substr(colon + 1), undeclared);
}

std::string XmlNames::shown_space(std::string_view uri) const {
  const std::string canonical = canonical_uri(uri);
  if (canonical.empty()) return {};
  for (const auto& [prefix, known] : known_) {
    if (ends_at_boundary(canonical, known)) return prefix.empty() ? "" : prefix + ':';
  }
  return '{' + std::string(uri) + '}';
}

std::string XmlNames::resolved(std::string_view prefix, std::string_view local,
                               bool& undeclared) const {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    if (scope->prefix == prefix) return scope->space + std::string(local);
  }
  if (prefix.empty()) return std::string(local);
  undeclared = true;
  return std::string(prefix) + ':' + std::string(local);
}

}  // namespace tarn
