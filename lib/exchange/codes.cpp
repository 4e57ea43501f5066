#include "exchange/codes.h"

namespace tarn::exchange {

CodedDocument& CodeFile::document(const std::string& name) {
  const auto [found, is_new] = index_.try_emplace(name, documents.size());
  if (is_new) {
    documents.emplace_back();
    documents.back().name = name;
  }
  return documents[found->second];
}

}  // namespace tarn::exchange
