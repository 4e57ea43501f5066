// Taguette: the table of highlights, one row for each tag of a highlight. It has the words and no
// positions.
#include "exchange/formats.h"
#include "exchange/table.h"

namespace tarn::exchange {
namespace {

constexpr ColumnName kColumns[] = {
    {"document", Role::kDocument}, {"content", Role::kQuote}, {"tag", Role::kCode},
    {"tags", Role::kCode},         {"comment", Role::kMemo},
};

}  // namespace

bool is_taguette(const Input& input) {
  return has_header(input, kColumns, {Role::kDocument, Role::kQuote, Role::kCode});
}

void read_taguette(const Input& input, CodeFile& out) {
  CodeTable table(input, kColumns);
  table.need({Role::kDocument, Role::kQuote, Role::kCode});
  table.read(out);
}

}  // namespace tarn::exchange
