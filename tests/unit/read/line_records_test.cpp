// LDIF, CEF, key=value and prefixed JSON: what becomes of the text, and that every record stays on its line.
#include "read/json_query.hpp"
#include "read/line_records.hpp"
#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

class Blocks final : public ByteStream {
 public:
  Blocks(std::string text, std::size_t size) : text_(std::move(text)), size_(size) {}
  std::string_view next_block() override {
    const std::string_view block = std::string_view(text_).substr(at_, at_ == 0 ? std::max(size_, text_.size() / 2) : size_);
    at_ += block.size();
    return block;
  }

 private:
  std::string text_;
  std::size_t size_, at_ = 0;
};

std::string converted(const std::string& text, std::size_t block_bytes = 1 << 16) {
  Blocks blocks(text, block_bytes);
  LineRecords records(blocks, "file", 1 << 20);
  std::string out;
  for (std::string_view block = records.next_block(); !block.empty(); block = records.next_block()) out += block;
  return out;
}

std::size_t lines_of(std::string_view text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

const std::string kLdif =
    "version: 1\n\n# Ada\ndn: CN=Ada, DC=example\nobjectClass: person\ncn: A\n  da\nmail: a@example.org\nmail: b@example.org\n"
    "sn:: IEplbnNlbiA=\nuserPassword:: c2VjcmV0\nobjectGUID:: AQIDBAUGBwgJCgsMDQ4PEA==\njpegPhoto:: /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof\n"
    " Hh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBD\ntelephoneNumber;lang-en: +1 202 555 0143\ndescription:< file:///tmp/x\n\n"
    "dn: cn=Admins,dc=example\nobjectClass: groupOfNames\nobjectClass: top\ncn: Admins\nmember: CN=Ada, DC=example\nmember: cn=nobody\n\nsearch: 2\nresult: 0 Success\n";

TEST_CASE("an endless key of a query answer counts as held") {
  QueryAnswer answer;
  std::string out;
  answer.add("{\"results\": [], \"" + std::string(5000, 'k'), out);
  CHECK(answer.held() >= 5000);  // the reader refuses records beyond its limit by this
}

TEST_CASE("LDIF that asks for changes is no list of people") {
  const std::string out = converted("dn: uid=ada,dc=example\nchangetype: modify\ndelete: mobile\nmobile: +1 212 555 0199\n\n"
                                    "dn: uid=bob,dc=example\nchangetype: add\ncn: Bob\nmobile: +1 212 555 0123\n");
  CHECK(out.find("0199") == std::string::npos);
  CHECK(out.find("{unread \"changetype: modify\"}") != std::string::npos);
  CHECK(out.find("\"mobile\":[\"+1 212 555 0123\"]") != std::string::npos);
}

TEST_CASE("a quote inside a cell beside JSON loses no row, and one that never closes costs one row a line") {
  const std::string rows = "@timestamp,@message,note\n2024-03-04T10:00:00Z,\"{\"\"to\"\":1}\",19\" rack\n2024-03-04T10:00:01Z,\"{\"\"to\"\":2}\",ok\n";
  const std::string out = converted(rows);
  CHECK(out.find("{\\\"to\\\":1}") != std::string::npos);
  CHECK(out.find("{\\\"to\\\":2}") != std::string::npos);
  CHECK(out.find("unread") == std::string::npos);
  CHECK(lines_of(out) == 3);
  const std::string cut = converted("@timestamp,@message\nx,\"{\"\"to\"\":1}\"\ny,\"{\"\"to\"\":2\nz\n");
  CHECK(lines_of(cut) == 4);
  CHECK(cut.find("{unread \"z\"}") != std::string::npos);
}

TEST_CASE("text of other kinds passes as it is") {
  for (const std::string& text : {std::string("a,b\n1,2\n"), std::string("{\"a\":1}\n"), std::string(), std::string("url\nhttp://example.com/?a=1&b=2&c=3\n"),
                                  std::string("name;note\nx;dn: y\n"), std::string("to=x,from=y\n1,2\n3,4\n"), std::string("#TYPE X\n\"a\",\"b\"\n")})
    CHECK(converted(text) == text);
}

TEST_CASE("an entry of LDIF is one object on its first line") {
  const std::string out = converted(kLdif);
  CHECK(lines_of(out) == lines_of(kLdif));
  CHECK(out.find("{\"_entry\":\"person\",\"_dn\":\"cn=ada,dc=example\",\"dn\":\"CN=Ada, DC=example\",\"objectClass\":[\"person\"],\"cn\":[\"A da\"],"
                 "\"mail\":[\"a@example.org\",\"b@example.org\"],\"sn\":[\" Jensen \"],\"objectGUID\":[\"X'0102030405060708090a0b0c0d0e0f10'\"],"
                 "\"jpegPhoto\":[],\"telephoneNumber\":[\"+1 202 555 0143\"],\"description\":[]}") != std::string::npos);
  CHECK(out.find("secret") == std::string::npos);
  CHECK(out.find("c2VjcmV0") == std::string::npos);
  CHECK(out.find("Success") == std::string::npos);
  const std::size_t group = out.find("{\"_entry\":\"other\"");
  REQUIRE(group != std::string::npos);
  CHECK(lines_of(out.substr(0, group)) == lines_of(kLdif.substr(0, kLdif.find("dn: cn=Admins"))));
}

TEST_CASE("members of a group of LDIF follow it on its line, and it is nobody without objectClass either") {
  CHECK(converted("dn: cn=g,dc=example\ncn: G \"1\"\nmember: uid=A, dc=example\nmemberUid: b\n") ==
        "{\"_entry\":\"other\",\"_dn\":\"cn=g,dc=example\",\"dn\":\"cn=g,dc=example\",\"cn\":[\"G \\\"1\\\"\"],\"member\":[\"uid=A, dc=example\"],"
        "\"memberUid\":[\"b\"]}{\"_entry\":\"member\",\"_dn\":\"uid=a,dc=example\",\"_group\":\"G \\\"1\\\"\"}"
        "{\"_entry\":\"member\",\"_login\":\"b\",\"_group\":\"G \\\"1\\\"\"}\n\n\n\n");
}

TEST_CASE("a table with JSON may be quoted by apostrophes") {
  const std::string out = converted("primaryEmail,JSON\na@example.org,'{\"name\": \"O''Neil\"}'\nb@example.org,'{\"name\": \"x\"}'\n");
  CHECK(out == "\n{\"primaryEmail\":\"a@example.org\",\"JSON\":\"{\\\"name\\\": \\\"O'Neil\\\"}\"}\n"
               "{\"primaryEmail\":\"b@example.org\",\"JSON\":\"{\\\"name\\\": \\\"x\\\"}\"}\n");
}

TEST_CASE("an entry whose comment comes first begins with its comment") {
  const std::string out = converted("dn: cn=a\ncn: a\n\n# b\ndn: cn=b\ncn: b\n");
  CHECK(out == "{\"_entry\":\"person\",\"_dn\":\"cn=a\",\"dn\":\"cn=a\",\"cn\":[\"a\"]}\n\n\n{\"_entry\":\"person\",\"_dn\":\"cn=b\",\"dn\":\"cn=b\",\"cn\":[\"b\"]}\n\n\n");
}

const std::string kInsights =
    "{\n \"statistics\": {\"recordsMatched\": 2.0, \"x\": \"]}\\\"\"},\n \"results\": [\n  [{\"field\": \"@timestamp\",\n    \"value\": \"2024-03-04 00:50:34.558\"},"
    " {\"field\": \"@message\", \"value\": \"{\\\"to\\\":\\\"[+1}\\\"}\"}],\n  [{\"field\": \"a\", \"value\": \"1\"}, {\"field\": \"b\"}]],\n \"status\": \"Complete\"\n}\n";
const std::string kAnalytics =
    "{\"tables\": [{\"name\": \"PrimaryResult\", \"columns\": [{\"name\": \"Time\", \"type\": \"datetime\"}, {\"name\": \"To\"}, {\"name\": \"N\"}],"
    " \"rows\": [[\"t1\", \"+12025550143\", 7],\n[\"t2\", null, {\"k\": [1]}], [\"short\"]]}, {\"columns\": [{\"name\": \"X\"}], \"rows\": [[12]]}]}";

TEST_CASE("rows of a query of CloudWatch Logs Insights are one object each, on their line") {
  CHECK(converted(kInsights) ==
        "\n\n\n{\"@timestamp\":\"2024-03-04 00:50:34.558\",\"@message\":\"{\\\"to\\\":\\\"[+1}\\\"}\"} \n\n{\"a\":\"1\"} \n\n\n");
  std::string running = kInsights;
  running.replace(running.find("Complete"), 8, "Running");
  CHECK(converted(running).find("{unread \"status: \\\"Running\\\"\"}") != std::string::npos);
  CHECK(converted(kInsights.substr(0, kInsights.find("\"b\""))).find("{unread ") != std::string::npos);
  CHECK(converted(kInsights + "x" + kInsights).find("{unread \"x\"}") != std::string::npos);
  for (const std::string& text : {std::string("{\"results\": [{\"to\": \"+12025550143\"}]}\n"), std::string("{\"tables\": [1]}\n"),
                                  std::string("{\"results\": [], \"status\": \"Complete\"}\n")})
    CHECK(converted(text) == text);
}

TEST_CASE("rows of a query of Azure Log Analytics get the names of their table's columns") {
  CHECK(converted(kAnalytics) ==
        "{\"Time\":\"t1\",\"To\":\"+12025550143\",\"N\":7} \n{\"Time\":\"t2\",\"To\":null,\"N\":{\"k\":[1]}} {unread \"[\\\"short\\\"]\"}{\"X\":12} ");
  const std::string partial = kAnalytics.substr(0, kAnalytics.size() - 1) + ", \"error\": {\"code\": \"PartialError\"}}";
  CHECK(converted(partial).find("{unread \"error: ") != std::string::npos);
}

TEST_CASE("JSON is found in a table with many columns when its name says that it is the record") {
  std::string header = "@timestamp,event,event.original", row = "1,login,\"{\"\"a\"\":1}\"";
  for (int i = 0; i < 20; ++i) header += ",c", row += ',';
  CHECK(converted(header + '\n' + row + '\n').find("\"event.original\":\"{\\\"a\\\":1}\"") != std::string::npos);
  CHECK(converted("event,message\nlogin,\"{\"\"a\"\":1}\"\n").find("\"message\":\"{") != std::string::npos);
}

TEST_CASE("no size of a block changes the result") {
  const std::string kCef = "CEF:0|Duo Security|DuoLogSync|1|telephony|t\\|x|5|cs1Label=context cs1=administrator login rt=1709560931000\nnot cef\n-----\n";
  const std::string kTable = "@timestamp,@message\n1,\"{\"\"a\"\":1}\"\n2,\"{\n\n}\"\n1,\"{\"\"a\"\":1}\"\n1,\"{\"\"a\"\":1}\"\n3,\"{\n";
  for (const std::string& text : {kLdif, kCef + kCef + kCef + kCef, kTable, kInsights, kAnalytics}) {
    const std::string whole = converted(text);
    for (std::size_t size = 1; size < 40; ++size) CHECK(converted(text, size) == whole);
  }
}

TEST_CASE("values of CEF may hold blanks, and labels name what they label") {
  CHECK(converted("<134>Mar  4 14:03:00 h CEF:0|Duo Security|DuoLogSync|1|telephony|t\\|x|5|cs1Label=context cs1=administrator login cs4Label=phone "
                  "cs4=+12025550143 msg=a\\=b rt=\n") ==
        "{\"cef\":{\"version\":\"0\",\"vendor\":\"Duo Security\",\"product\":\"DuoLogSync\",\"device_version\":\"1\",\"signature\":\"telephony\",\"name\":\"t|x\","
        "\"severity\":\"5\"},\"labels\":{\"context\":\"administrator login\",\"phone\":\"+12025550143\"},\"cs1Label\":\"context\",\"cs1\":\"administrator login\","
        "\"cs4Label\":\"phone\",\"cs4\":\"+12025550143\",\"msg\":\"a=b\",\"rt\":\"\"}\n");
}

TEST_CASE("key=value lines keep what is before the first key, and lines of no shape are kept") {
  const std::string four = "a=1 b=2 c=3\na=1 b=2 c=3\na=1 b=2 c=3\na=1 b=2 c=3\n";
  const std::string four_read = "{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}\n{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}\n{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}\n{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}\n";
  CHECK(converted("1709560931,host=\"h\", type=\"sms\", phone=\"+1202\\\"555\", n=3\n" + four + four + "lost line\n=====\n") ==
        "{\"_prefix\":\"1709560931\",\"host\":\"h\",\"type\":\"sms\",\"phone\":\"+1202\\\"555\",\"n\":\"3\"}\n" + four_read + four_read + "{unread \"lost line\"}\n\n");
}

TEST_CASE("a time before the JSON of a line is taken off") {
  CHECK(converted("2016-06-28T00:40:34.558Z {\"a\":1}\n2016-06-28T00:40:35Z {\"a\":{\"b\":2}}\r\n") == "{\"a\":1}\n{\"a\":{\"b\":2}}\n");
  CHECK(converted("2024-03-04,{\"a\":1}\n2024-03-04,{\"a\":1}\n") == "2024-03-04,{\"a\":1}\n2024-03-04,{\"a\":1}\n");
}

TEST_CASE("a table whose last cell is plain JSON stays a table") {
  std::string tabs = "time\tto\tmeta\n", headless, commas = "time, to, meta\n";
  for (int i = 0; i < 9; ++i) {
    tabs += "2024-03-04T14:02:11Z\t12025550143\t{\"a\":1}\n";
    headless += "2024-03-04T14:02:11Z\t+12025550143\t{\"a\":1}\n";
    commas += "2024-03-04, 12025550143, {\"a\":1}\n";
  }
  for (const std::string& text : {tabs, headless, commas}) CHECK(converted(text) == text);
  CHECK(converted("2024-03-04T14:02:11+00:00 {\"a\":1}\n2024-03-04T14:02:11+0000\ttag\t{\"a\":1}\n") == "{\"a\":1}\n{\"a\":1}\n");
}

TEST_CASE("JSON in a column of a table is one object a row, on its line") {
  CHECK(converted("@timestamp,@message\n2024-03-04 00:50:34.558,\"{\"\"a\"\":\"\"b, c\"\"}\"\n\nx,\"{\n}\"\ny,plain\n") ==
        "\n{\"@timestamp\":\"2024-03-04 00:50:34.558\",\"@message\":\"{\\\"a\\\":\\\"b, c\\\"}\"}\n\n"
        "{\"@timestamp\":\"x\",\"@message\":\"{\\u000a}\"}\n\n{\"@timestamp\":\"y\",\"@message\":\"plain\"}\n");
  CHECK(converted("\"timestamp\";\"message\"\r\n1;\"{\n}\"\r\n\"timestamp\";\"message\"\r\n2;{}\r\n") ==
        "\n{\"timestamp\":\"1\",\"message\":\"{\\u000a}\"}\n\n\n{\"timestamp\":\"2\",\"message\":\"{}\"}\n");
  CHECK(converted("a,message\n1,\"{}\"\n2,\"{\n3,x\n") == "\n{\"a\":\"1\",\"message\":\"{}\"}\n{unread \"2,\\\"{\"}\n{unread \"3,x\"}\n");
  for (const std::string& text : {std::string("to,message\n+12025550143,hello {x}\n"), std::string("to,text\n1,\"{}\"\n"), std::string("message\n{}\n")})
    CHECK(converted(text) == text);
}

TEST_CASE("a record that never ends is refused with its place") {
  Blocks blocks("dn: cn=a\n" + std::string(3000, 'x') + "\n", 1 << 16);
  LineRecords records(blocks, "file", 1000);
  CHECK_THROWS_AS(records.next_block(), FatalError);
}

TEST_CASE("what an LDIF file cannot say stays in sight: lines of no shape and a search that gave up") {
  CHECK(converted("dn: uid=a\nuid: a\nmobile: +1 202\n555 0143\n").starts_with("{unread \"555 0143\"}{\"_entry\":\"person\""));
  CHECK(converted("dn: uid=a\nuid: a\n\nsearch: 2\nresult: 4 Size limit exceeded\n").find("{unread \"result: 4 Size limit exceeded\"}") != std::string::npos);
}

TEST_CASE("rows of LDIF are found on their lines") {
  const TempFile file("dn: uid=a\nuid: a\n\n\ndn: uid=b\nuid: b\n");
  ChunkReader reader(FileId{}, file.path(), {});
  CHECK(reader.text_kind() == TextKind::ldif);
  CHECK(lines_of(reader.head()) == 6);
}

}  // namespace
}  // namespace mfax::test
