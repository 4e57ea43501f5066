#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#define TARN_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#include <sanitizer/tsan_interface.h>
#define TARN_THREAD_SANITIZER
#endif
#endif

namespace tarn::cli {

/// A place at which one thread leaves to another what it has written. The library that runs the
/// threads sees to the order; the thread sanitizer, to which that library is not visible, is told
/// here, and so reports what is handed over in no such place. In other builds this is nothing.
class HandOver {
 public:
#ifdef TARN_THREAD_SANITIZER
  void give() { __tsan_release(this); }
  void take() { __tsan_acquire(this); }

 private:
  char place_ = 0;
#else
  void give() {}
  void take() {}
#endif
};

/// Takes what was left at a place, and leaves there what it has at its end, however that comes.
class Turn {
 public:
  explicit Turn(HandOver& place) : place_(place) { place_.take(); }
  ~Turn() { place_.give(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  HandOver& place_;
};

}  // namespace tarn::cli
