#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tarn {

/// Objects that serve one call at a time and are dear to make: work space, caches, readers. A call
/// takes one and gives it back at its end, with what it keeps; another is made when all are taken.
/// Safe for threads. The pool must outlive what was taken from it.
template <typename T>
class Pool {
 public:
  /// Makes an object; never called by two threads at once.
  using Make = std::function<std::unique_ptr<T>()>;

  explicit Pool(Make make) : make_(std::move(make)) {}

  /// An object taken, given back at the end of its life.
  class Lease {
   public:
    ~Lease() { pool_.give_back(std::move(object_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    T& operator*() const { return *object_; }
    T* operator->() const { return object_.get(); }

   private:
    friend class Pool;
    explicit Lease(const Pool& pool) : pool_(pool), object_(pool.borrow()) {}
    const Pool& pool_;
    std::unique_ptr<T> object_;
  };

  /// Throws what `make` throws.
  Lease take() const { return Lease(*this); }

 private:
  std::unique_ptr<T> borrow() const {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return make_();
    std::unique_ptr<T> taken = std::move(idle_.back());
    idle_.pop_back();
    return taken;
  }

  void give_back(std::unique_ptr<T> used) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(used));
  }

  Make make_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace tarn
