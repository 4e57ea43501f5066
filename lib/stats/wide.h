#pragma once

namespace tarn::stats {

/// A signed integer of 128 bits: sums of squares that stay exact, so that no order of
/// addition and no sharding can change them.
__extension__ typedef __int128 Int128;

}  // namespace tarn::stats
