// A zip, a tar or a bzip2/xz file in, its members as streams of bytes out. libarchive does the formats; the limits, the
// evidence and the messages are ours. Member names are shown, never used as paths. Next: inflate.cpp, as for any file.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"
#include "read/file_source.hpp"

struct archive;
struct archive_entry;

namespace mfax {

/// One archive on disk. Its members can be read any number of times, one at a time, best in their order: a member behind
/// the one read last is reached without starting again. One thread at a time.
class Archive {
 public:
  struct Member {
    std::string name;           ///< UTF-8 as far as the archive says so; "" for the content of a bzip2 or xz file
    std::size_t position = 0;   ///< among all entries
  };

  /// Nothing for a file that is no archive. `path` is a regular file. Throws FatalError(bad_input) for one that cannot be read: damaged, encrypted,
  /// a workbook, without files, beyond the limits.
  static std::shared_ptr<Archive> open_if_archive(const std::string& path, const ReadOptions&);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  const std::vector<Member>& members() const noexcept { return members_; }
  const std::string& path() const noexcept { return path_; }
  Compression compression() const noexcept { return compression_; }  ///< of a bzip2 or xz file
  std::uint64_t bytes() const noexcept { return static_cast<std::uint64_t>(at_open_.st_size); }
  const std::string& sha256() const noexcept { return sha256_; }     ///< of the archive as it lies on disk
  bool is_changed() const;  ///< size or time of change differ from when it was hashed

  /// Bytes of the member, from its beginning. Ends any reading of another member.
  std::unique_ptr<InputSource> open(const Member&);

 private:
  struct Closer {
    void operator()(::archive*) const noexcept;
  };
  friend class MemberSource;

  Archive(std::string path, const ReadOptions&);
  bool start();
  ::archive_entry* next_entry();
  void require_end_mark() const;
  void walk_over();
  void list(::archive_entry*);
  std::size_t read(char* to, std::size_t capacity);
  void check_limits() const;
  [[noreturn]] void fail(std::string_view why, std::string_view hint) const;
  std::string error_text() const;
  std::uint64_t compressed_position() const;

  std::string path_;
  double max_ratio_;
  std::uint64_t max_bytes_;
  int descriptor_ = -1;
  struct stat at_open_ {};
  std::string sha256_;
  std::unique_ptr<::archive, Closer> stream_;
  std::size_t entries_ = 0;       ///< headers read since the start
  std::uint64_t made_ = 0;        ///< bytes unpacked since the start
  std::uint64_t generation_ = 0;  ///< which reading is the current one
  Compression compression_ = Compression::none;
  std::vector<Member> members_;
};

/// A file, stdin, or a member.
std::unique_ptr<InputSource> open_source(const InputFile&);

}  // namespace mfax
