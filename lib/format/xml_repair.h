#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/diagnostics.h"
#include "format/source.h"

namespace tarn {

/// An XML document that is mended as it streams by, in what real exports break. Each repair is told
/// with its byte position in the source:
///   xml-ampersand   a '&' that begins no reference became "&amp;"
///   xml-entity      a named entity of HTML became its character
///   xml-reference   a reference to no character of XML became U+FFFD
///   xml-control     a control character became U+FFFD
///   xml-encoding    a byte that is no UTF-8 was taken for windows-1252, or the document is UTF-8
///   and
///                   declares another encoding
///   xml-less-than   a '<' that begins no tag became "&lt;"
///   xml-cdata       a "]]>" within a CDATA section, known by the end tag behind it, became text
///   xml-leading     white space before the XML declaration was removed
class RepairedXml final : public ByteSource {
 public:
  /// `tell` is given each repair as it happens. `source` must outlive the object.
  RepairedXml(ByteSource& source, std::function<void(Diagnostic&&)> tell);
  ~RepairedXml() override;

  std::size_t read(char* buffer, std::size_t size) override;
  const std::string& name() const override;

 private:
  class Mender;
  std::unique_ptr<PeekSource> peeked_;
  std::unique_ptr<ByteSource> converted_;
  std::unique_ptr<Mender> mender_;
  std::string ready_;
  std::size_t used_ = 0;
};

}  // namespace tarn
