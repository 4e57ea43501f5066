#include "aggregate/cell_table.h"

#include <cassert>

namespace tarn::aggregate {
namespace {

constexpr std::size_t kKnownNames = 65536;

std::uint64_t key_of(CellKind kind, Voice voice, std::uint32_t a, std::uint32_t b) {
  assert(a < (1U << 28U) && b < (1U << 28U));
  return static_cast<std::uint64_t>(kind) << 60U | static_cast<std::uint64_t>(voice) << 56U |
         static_cast<std::uint64_t>(a) << 28U | b;
}

}  // namespace

void CellTable::clear() {
  cells_.clear();
  cells_.reserve(256);
  ++generation_;
  if (generation_ == 0) {
    slots_.assign(slots_.size(), Slot{});
    generation_ = 1;
  }
}

std::size_t CellTable::slot(std::uint64_t key) const {
  std::size_t at = (key * 0x9e3779b97f4a7c15U >> 32U) & (slots_.size() - 1);
  while (slots_[at].generation == generation_ && slots_[at].key != key)
    at = (at + 1) & (slots_.size() - 1);
  return at;
}

void CellTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& item : old) {
    if (item.generation == generation_) slots_[slot(item.key)] = item;
  }
}

SummaryCell& CellTable::at(CellKind kind, Voice voice, std::uint32_t a, std::uint32_t b) {
  const std::uint64_t key = key_of(kind, voice, a, b);
  std::size_t at = slot(key);
  if (slots_[at].generation == generation_) return cells_[slots_[at].cell];
  if (cells_.size() * 2 >= slots_.size()) {
    grow();
    at = slot(key);
  }
  slots_[at] = {key, generation_, static_cast<std::uint32_t>(cells_.size())};
  SummaryCell& cell = cells_.emplace_back();
  cell.kind = kind;
  cell.voice = voice;
  cell.a = a;
  cell.b = b;
  return cell;
}

void PostNames::clear() {
  used_.clear();
  ++generation_;
  // Whatever the data holds, memory stays bounded.
  if (map_.size() > kKnownNames) map_.clear();
}

PostNames::Map::value_type& PostNames::known(std::string_view name) {
  auto found = map_.find(name);
  if (found == map_.end()) found = map_.emplace(std::string(name), Known{}).first;
  Known& item = found->second;
  if (item.generation != generation_) {
    used_.push_back(&found->first);
    item.generation = generation_;
    item.index = static_cast<std::uint32_t>(used_.size());
  }
  return *found;
}

std::uint32_t PostNames::index(std::string_view name) { return known(name).second.index; }

const std::vector<std::uint32_t>& PostNames::path(std::string_view name) {
  Known& item = known(name).second;
  if (item.path_generation == generation_) return item.path;
  item.path_generation = generation_;
  item.path = {item.index};
  for (std::size_t end = name.rfind('.'); end != std::string_view::npos && end > 0;
       end = name.substr(0, end).rfind('.')) {
    item.path.push_back(index(name.substr(0, end)));
  }
  return item.path;
}

}  // namespace tarn::aggregate
