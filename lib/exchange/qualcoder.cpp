// QualCoder: the report of codings, and the table code_text of its data base with names joined, as
// CSV. Positions count characters of the text as QualCoder holds it.
#include "exchange/formats.h"
#include "exchange/table.h"

namespace tarn::exchange {
namespace {

constexpr ColumnName kColumns[] = {
    {"filename", Role::kDocument}, {"file", Role::kDocument},   {"file/case", Role::kDocument},
    {"document", Role::kDocument}, {"source", Role::kDocument}, {"pos0", Role::kStart},
    {"pos1", Role::kEnd},          {"start", Role::kStart},     {"end", Role::kEnd},
    {"seltext", Role::kQuote},     {"coded", Role::kQuote},     {"coded text", Role::kQuote},
    {"text", Role::kQuote},        {"codename", Role::kCode},   {"code", Role::kCode},
    {"code name", Role::kCode},    {"owner", Role::kCoder},     {"coder", Role::kCoder},
    {"date", Role::kTime},         {"coded_memo", Role::kMemo}, {"memo", Role::kMemo},
    {"coding memo", Role::kMemo},
};

/// Columns that say that it is QualCoder's.
constexpr ColumnName kOwn[] = {
    {"codename", Role::kCode},
    {"code name", Role::kCode},
};

}  // namespace

bool is_qualcoder(const Input& input) {
  return has_header(input, kOwn, {Role::kCode}) &&
         has_header(input, kColumns, {Role::kDocument, Role::kQuote});
}

void read_qualcoder(const Input& input, CodeFile& out) {
  CodeTable table(input, kColumns);
  table.need({Role::kDocument, Role::kCode, Role::kQuote});
  table.read(out);
}

}  // namespace tarn::exchange
