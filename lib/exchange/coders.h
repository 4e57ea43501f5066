#pragma once

#include <set>
#include <string>

#include "record/record.h"

namespace tarn::exchange {

/// The names in a record's field "coders": who looked through the whole post.
std::set<std::string> coders_of(const Record& record);

}  // namespace tarn::exchange
