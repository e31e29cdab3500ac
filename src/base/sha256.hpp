// SHA-256 of evidence and HMAC-SHA-256 of pseudonyms; OpenSSL's EVP, and only here.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mfax {

/// A running SHA-256 (FIPS 180-4). One thread at a time.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void add(std::string_view bytes);
  /// 64 lower-case hex digits; the object may not be used afterwards.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);
/// HMAC-SHA-256 (RFC 2104), 64 lower-case hex digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

}  // namespace mfax
