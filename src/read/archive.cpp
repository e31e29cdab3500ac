// See archive.hpp. Only zip, tar and single bzip2/xz streams are asked of libarchive: every further format is more code that
// hostile bytes reach. zip goes by its central directory, as every unzip does: the local headers may say something else.
#include "read/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <locale.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "mfax/error.hpp"

namespace mfax {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostMembers = 10000;
constexpr std::size_t kHeadBytes = 512;  // of a tar header (POSIX.1-2017, pax, ustar)
constexpr std::string_view kUnpackHint = "unpack it by hand and pass the files inside";

bool may_be_archive(std::string_view head) noexcept {
  for (const std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv, "BZh"sv, "\xFD" "7zXZ\0"sv})
    if (head.starts_with(magic)) return true;
  // A tar from before 1988 has no magic; its fields end with NUL, which no text does.
  return head.size() == kHeadBytes && head.find('\0') != std::string_view::npos && static_cast<unsigned char>(head[0]) < 0xFE &&
         head[0] != '\0';
}

std::string head_of(int descriptor) {
  std::string head(kHeadBytes, '\0');
  const ssize_t got = ::pread(descriptor, head.data(), head.size(), 0);
  head.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return head;
}

/// libarchive turns names into the thread's character set, and mfax has none. C.UTF-8 is built into glibc.
class Utf8Names {
 public:
  Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

std::string name_of(archive_entry* entry, std::size_t position) {
  const Utf8Names names;
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name != nullptr && *name != '\0' ? std::string(name) : fmt::format("member {}", position + 1);
}

/// What packers add of their own: folders and resource forks of macOS, the thumbnails of Windows. Other hidden files are files.
bool is_decoration(std::string_view name) noexcept {
  if (name.find("__MACOSX/") != std::string_view::npos) return true;
  const std::size_t slash = name.find_last_of("/\\");
  const std::string_view last = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return last.starts_with("._") || last == ".DS_Store" || last == "Thumbs.db" || last == "desktop.ini";
}

/// Bytes before a zip's first own byte, by its end record (APPNOTE.TXT 4.3.16): 0 for a whole file; more when another zip
/// lies in front, whose table of contents nobody reads. ZIP64 says nothing here.
std::uint64_t zip_prefix(int descriptor, std::uint64_t size) {
  constexpr std::size_t kRecord = 22, kMostComment = 0xFFFF;
  std::string tail(std::min<std::uint64_t>(size, kRecord + kMostComment), '\0');
  const ssize_t got = ::pread(descriptor, tail.data(), tail.size(), static_cast<off_t>(size - tail.size()));
  const std::size_t at = got == static_cast<ssize_t>(tail.size()) ? tail.rfind("PK\x05\x06"sv) : std::string::npos;
  if (at == std::string::npos || tail.size() - at < kRecord) return 0;
  const auto number = [&](std::size_t from) {
    std::uint64_t value = 0;
    for (std::size_t i = 4; i > 0; --i) value = value << 8 | static_cast<unsigned char>(tail[at + from + i - 1]);
    return value;
  };
  const std::uint64_t table_bytes = number(12), table_offset = number(16), end = size - tail.size() + at;
  constexpr std::uint64_t kZip64 = 0xFFFFFFFF;
  if (table_bytes == kZip64 || table_offset == kZip64 || table_bytes + table_offset > end) return 0;
  return end - table_bytes - table_offset;
}

std::string_view office_kind(const std::vector<Archive::Member>& members) {
  const auto holds = [&members](std::string_view begin) {
    return std::any_of(members.begin(), members.end(), [begin](const Archive::Member& member) { return member.name.starts_with(begin); });
  };
  if (holds("xl/")) return "an Excel workbook";
  if (holds("word/")) return "a Word document";
  if (holds("[Content_Types].xml")) return "an Office document";
  if (holds("content.xml") && holds("META-INF/manifest.xml")) return "an OpenDocument file";
  return "";
}

}  // namespace

/// The stream of one member. Void once the archive was asked for another.
class MemberSource final : public InputSource {
 public:
  MemberSource(Archive& archive, std::string name) : archive_(archive), name_(std::move(name)), generation_(archive.generation_), buffer_(kBlockBytes) {
    begin_ = archive_.compressed_position();
  }

  std::string_view next_block() override {
    if (!std::exchange(is_peeked_, false)) fill();
    return {buffer_.data(), filled_};
  }
  std::string_view peek() override {
    if (!std::exchange(is_peeked_, true)) fill();
    return {buffer_.data(), filled_};
  }
  std::string name() const override { return name_; }
  std::uint64_t bytes_read() const noexcept override { return end_ > begin_ ? end_ - begin_ : 0; }
  std::uint64_t bytes() const noexcept override { return archive_.bytes(); }
  const std::string& sha256() const noexcept override { return archive_.sha256(); }
  bool changed_while_read() const noexcept override { return is_changed_; }
  Compression compression() const noexcept override { return archive_.compression(); }

 private:
  void fill() {
    filled_ = 0;
    while (!is_at_end_ && filled_ < buffer_.size()) {
      if (generation_ != archive_.generation_) throw std::logic_error("two members of one archive are read at once");
      const std::size_t got = archive_.read(buffer_.data() + filled_, buffer_.size() - filled_);
      filled_ += got;
      if (got == 0) {
        is_at_end_ = true;
        is_changed_ = archive_.is_changed();
      }
    }
    if (generation_ == archive_.generation_) end_ = archive_.compressed_position();
  }

  Archive& archive_;
  std::string name_;
  std::uint64_t generation_, begin_ = 0, end_ = 0;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
  bool is_peeked_ = false, is_at_end_ = false, is_changed_ = false;
};

void Archive::Closer::operator()(::archive* stream) const noexcept { archive_read_free(stream); }

Archive::Archive(std::string path, const ReadOptions& options)
    : path_(std::move(path)), max_ratio_(options.max_ratio), max_bytes_(options.max_inflated_bytes) {
  do {
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor_ < 0 && errno == EINTR);
  if (descriptor_ >= 0 && ::fstat(descriptor_, &at_open_) != 0) at_open_ = {};
}

Archive::~Archive() {
  stream_.reset();
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::shared_ptr<Archive> Archive::open_if_archive(const std::string& path, const ReadOptions& options) {
  std::shared_ptr<Archive> archive(new Archive(path, options));
  if (archive->descriptor_ < 0) return nullptr;  // FileSource says why
  const std::string head = head_of(archive->descriptor_);
  if (!may_be_archive(head)) return nullptr;
  archive_entry* first = archive->start() ? archive->next_entry() : nullptr;
  const bool is_known = first != nullptr && archive_format(archive->stream_.get()) != ARCHIVE_FORMAT_RAW;
  if (head.starts_with("PK") && !is_known)
    archive->fail("the zip archive is empty, damaged or cut off: it has no table of contents", "fetch it again");
  if (head.starts_with("PK\x03\x04"sv) && zip_prefix(archive->descriptor_, archive->bytes()) > 0)
    archive->fail("several zip archives, one behind the other: only the last has a table of contents", "pass each as a file of its own");
  if (first == nullptr && (head.starts_with("BZh") || head.starts_with("\xFD" "7zXZ")))
    archive->fail(fmt::format("the compressed data are damaged or cut off ({})", archive->error_text()), "fetch it again");
  if (first == nullptr) return nullptr;
  const int filter = archive_filter_code(archive->stream_.get(), 0);
  if (!is_known && filter != ARCHIVE_FILTER_BZIP2 && filter != ARCHIVE_FILTER_XZ) return nullptr;  // gzip, zstd: inflate.cpp
  if (!is_known) {
    archive->compression_ = filter == ARCHIVE_FILTER_BZIP2 ? Compression::bzip2 : Compression::xz;
    archive->members_.push_back({});
  } else {
    archive->list(first);
  }
  FileSource whole(path);
  while (!whole.next_block().empty()) {}
  archive->sha256_ = whole.sha256();
  return archive;
}

/// From the beginning of the file. False when libarchive knows no format for it.
bool Archive::start() {
  ++generation_;
  entries_ = 0;
  made_ = 0;
  stream_.reset(archive_read_new());
  if (!stream_) throw std::bad_alloc();
  archive_read_support_format_zip_seekable(stream_.get());
  archive_read_support_format_tar(stream_.get());
  archive_read_support_format_raw(stream_.get());
  // `cat a.tar b.tar`: without it what follows the first end mark is passed over.
  archive_read_set_options(stream_.get(), "tar:read_concatenated_archives");
  archive_read_support_filter_gzip(stream_.get());
  archive_read_support_filter_zstd(stream_.get());
  archive_read_support_filter_bzip2(stream_.get());
  archive_read_support_filter_xz(stream_.get());
  if (::lseek(descriptor_, 0, SEEK_SET) != 0) return false;
  return archive_read_open_fd(stream_.get(), descriptor_, kBlockBytes) == ARCHIVE_OK;
}

/// To the next header, over what is left of the current entry; nothing at the end.
archive_entry* Archive::next_entry() {
  ++generation_;
  if (entries_ > 0) walk_over();
  archive_entry* entry = nullptr;
  const Utf8Names names;
  const int result = archive_read_next_header(stream_.get(), &entry);
  if (result == ARCHIVE_EOF) {
    require_end_mark();
    return nullptr;
  }
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
    if (entries_ == 0) return nullptr;
    fail(fmt::format("the archive is damaged behind member {} ({})", entries_, error_text()), kUnpackHint);
  }
  ++entries_;
  return entry;
}

/// A tar ends with blocks of zeros (POSIX.1-2017, pax): one that is cut between two members otherwise looks whole.
void Archive::require_end_mark() const {
  if ((archive_format(stream_.get()) & ARCHIVE_FORMAT_BASE_MASK) != ARCHIVE_FORMAT_TAR) return;
  if (archive_filter_bytes(stream_.get(), 0) > archive_read_header_position(stream_.get())) return;
  fail(fmt::format("the tar archive is cut off behind member {}: it has no end mark", entries_), "fetch it again; if nothing is missing, unpack it by hand and pass the files inside");
}

/// Unpacks to nowhere where bytes must be unpacked to be passed: only so do the limits see them (a zip jumps).
void Archive::walk_over() {
  if (archive_filter_count(stream_.get()) <= 1) return;
  std::array<char, std::size_t{64} << 10> nowhere{};
  while (read(nowhere.data(), nowhere.size()) > 0) {
  }
}

/// All members worth reading; `entry` is the first.
void Archive::list(archive_entry* entry) {
  std::size_t files = 0;
  for (; entry != nullptr; entry = next_entry()) {
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    if (++files > kMostMembers)
      fail(fmt::format("the archive holds more than {} files", kMostMembers), kUnpackHint);
    Member member{name_of(entry, entries_ - 1), entries_ - 1};
    if (is_decoration(member.name)) continue;
    if (archive_entry_is_encrypted(entry) != 0)
      fail(fmt::format("its member '{}' is encrypted", member.name), "unpack it with its password and pass the files inside");
    members_.push_back(std::move(member));
  }
  if (const std::string_view kind = office_kind(members_); !kind.empty())
    fail(fmt::format("it is {}, not text", kind), "open it and save the sheet as CSV UTF-8");
  if (members_.empty()) fail("the archive holds no files", "is this the complete export?");
}

std::unique_ptr<InputSource> Archive::open(const Member& member) {
  archive_entry* entry = nullptr;
  if (stream_ == nullptr || entries_ > member.position) {
    if (!start()) fail(fmt::format("it cannot be read again ({})", error_text()), kUnpackHint);
  }
  while (entries_ <= member.position && (entry = next_entry()) != nullptr) {
  }
  if (entry == nullptr) fail("it changed while it was read", "copy the file to a place where nobody writes, and try again");
  return std::make_unique<MemberSource>(*this, fmt::format("{}{}{}", path_, member.name.empty() ? "" : "!", member.name));
}

std::size_t Archive::read(char* to, std::size_t capacity) {
  const la_ssize_t got = archive_read_data(stream_.get(), to, capacity);
  if (got < 0) fail(fmt::format("the archive is damaged in member {} ({})", entries_, error_text()), kUnpackHint);
  made_ += static_cast<std::uint64_t>(got);
  check_limits();
  return static_cast<std::size_t>(got);
}

/// The ratio is that of the whole archive: members of a zip may share their bytes (the bomb "zbsm" of D. Fifield, 2019).
void Archive::check_limits() const {
  const char* hint = "if the archive is meant to be like this, unpack it by hand and pass the files inside";
  if (made_ > (std::uint64_t{1} << 20) && static_cast<double>(made_) > max_ratio_ * static_cast<double>(bytes()))
    fail(fmt::format("the archive unpacks to more than {:g} times its size", max_ratio_), hint);
  if (made_ > max_bytes_) fail(fmt::format("the archive unpacks to more than {} bytes", max_bytes_), hint);
}

void Archive::fail(std::string_view why, std::string_view hint) const {
  throw FatalError(ExitCode::bad_input, fmt::format("cannot read '{}': {}", path_, why), std::string(hint));
}

std::string Archive::error_text() const {
  const char* text = stream_ ? archive_error_string(stream_.get()) : nullptr;
  return text != nullptr ? text : "no details";
}

bool Archive::is_changed() const {
  struct stat now {};
  return ::fstat(descriptor_, &now) != 0 || now.st_size != at_open_.st_size || now.st_mtim.tv_sec != at_open_.st_mtim.tv_sec ||
         now.st_mtim.tv_nsec != at_open_.st_mtim.tv_nsec;
}

std::uint64_t Archive::compressed_position() const {
  const la_int64_t position = archive_filter_bytes(stream_.get(), -1);
  return position > 0 ? static_cast<std::uint64_t>(position) : 0;
}

std::string InputFile::name() const { return member.empty() ? path : fmt::format("{}!{}", path, member); }

std::vector<InputFile> files_at(const std::string& path, const ReadOptions& options) {
  struct stat facts {};
  const bool is_stream = path == "-" || (::stat(path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode));
  // Even to open a pipe and close it again would break it.
  const std::shared_ptr<Archive> archive = is_stream ? nullptr : Archive::open_if_archive(path, options);
  if (!archive) return {{path, "", 0, is_stream, nullptr}};
  std::vector<InputFile> files;
  for (const Archive::Member& member : archive->members()) files.push_back({path, member.name, member.position, false, archive});
  return files;
}

std::unique_ptr<InputSource> open_source(const InputFile& file) {
  if (!file.archive) return std::make_unique<FileSource>(file.path);
  return file.archive->open({file.member, file.position});
}

}  // namespace mfax
