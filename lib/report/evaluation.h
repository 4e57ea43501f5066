#pragma once

#include <string>
#include <vector>

#include "evaluate/gates.h"
#include "evaluate/rows.h"
#include "report/document.h"

namespace tarn::report {

/// The figures of an evaluation as a page: who coded what, accuracy, agreement, scales, confusions,
/// and the gates that tripped.
Document evaluation_document(const std::vector<evaluate::Row>& rows,
                             const std::vector<evaluate::Trip>& trips);

}  // namespace tarn::report
