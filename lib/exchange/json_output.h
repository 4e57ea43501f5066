#pragma once

#include "format/json_members.h"
#include "record/record.h"

namespace tarn::exchange {

/// Members "start" and "end": where a span lies in the text of a record, in code points.
inline JsonObject& append_place(JsonObject& object, const Record& record, Span span) {
  return object.whole("start", record.offsets().to_code_points(span.begin))
      .whole("end", record.offsets().to_code_points(span.end));
}

}  // namespace tarn::exchange
