// In: small files of every awkward shape. Checks container, dialect, header, choice and refusal of detection.
#include <catch2/catch.hpp>

#include "unit/formats/detect_support.hpp"

namespace mfax {
using namespace test;
using Catch::Matchers::Contains;

namespace {
const std::string kRow = "M0,2024-03-04 09:15:00,+12025550143,AT&T Wireless,US\n";
DetectOptions with_map(std::vector<std::pair<std::string, std::string>> map) {
  DetectOptions options;
  options.map = std::move(map);
  return options;
}
}  // namespace

TEST_CASE("a report title before the header is skipped, said and counted in lines") {
  const Detection found = detect_log(
      "Example Telecom\r\nAccount: Example Corp,,Period: March\r\n\r\nMessage ID,Sent (UTC),Phone "
      "Number,Carrier,Country\r\n" +
      kRow);
  CHECK(found.plan.dialect.skip_lines == 4);
  CHECK(found.plan.dialect.header.size() == 5);
  CHECK(column_of(found, Field::sent_at) == "Sent (UTC)");
  CHECK(has_note(found, "2 lines before the header"));
}

TEST_CASE("a sep line is obeyed and is not data") {
  const Detection found =
      detect_log("sep=;\nMessage ID;Sent (UTC);Phone Number\nM0;2024-03-04 09:15:00;+12025550143\n");
  CHECK(found.plan.dialect.delimiter == ';');
  CHECK(found.plan.dialect.skip_lines == 2);
  CHECK(column_of(found, Field::to_number) == "Phone Number");
}

TEST_CASE("the delimiter is the one by which most rows have one width, and the option wins") {
  CHECK(detect_log("to;sent_at;text\n+12025550143;2024-03-04 09:15:00;a, b\n+12025550144;2024-03-04 09:16:00;c\n")
            .plan.dialect.delimiter == ';');
  CHECK(detect_log("to\tsent_at\n+12025550143\t2024-03-04 09:15:00\n").plan.dialect.delimiter == '\t');
  CHECK(detect_log("to|sent_at\n+12025550143|2024-03-04 09:15:00\n").plan.dialect.delimiter == '|');
  DetectOptions options;
  options.delimiter = ',';
  CHECK(detect_log("to;x,sent_at;y\n+12025550143;x,2024-03-04 09:15:00;y\n", options).plan.dialect.delimiter == ',');
}

TEST_CASE("a backslash escapes quotes only when rows then fit better") {
  CHECK(detect_log("to,body,sent_at\n+12025550143,\"say \\\"a, b\\\" now\",2024-03-04 09:15:00\n"
                   "+12025550144,\"say \\\"c, d\\\" now\",2024-03-04 09:15:00\n")
            .plan.dialect.backslash_escape);
  CHECK_FALSE(
      detect_log("to,body,sent_at\n+12025550143,\"C:\\\",2024-03-04 09:15:00\n+12025550144,x,2024-03-04 09:16:00\n")
          .plan.dialect.backslash_escape);
}

TEST_CASE("the type line of Export-Csv and the version line of a template are skipped") {
  const Detection ad = detect_people(
      "#TYPE "
      "Selected.Microsoft.ActiveDirectory.Management.ADUser\n\"SamAccountName\",\"ObjectGUID\","
      "\"OfficePhone\"\n\"ada\",\"g1\",\"+12025550143\"\n");
  CHECK(ad.plan.dialect.skip_lines == 2);
  CHECK(has_note(ad, "#TYPE"));
}

TEST_CASE("order, case and extra columns of a header do not matter") {
  const Detection found = detect_log(
      "extra,sid,TO,numsegments,sentdate,Direction,From\nx,SM1,+12025550143,1,2024-03-04 09:15:00 "
      "UTC,outbound-api,+12025550100\n");
  CHECK(found.plan.format->id == "twilio-messages-csv");
  CHECK(found.unused == std::vector<std::string>{"extra", "numsegments"});
}

TEST_CASE("the copy of an unknown provider is read by the meaning of its columns") {
  const Detection found = detect_log(
      "dest_msisdn,msg_time_utc,Phone carrier name,Delivery Country,Message ID,Queued Count,Carrier Fee\n"
      "14155550123,2024-03-04 10:00:00,Verizon,US,a1,3,0.001\n447700900123,2024-03-04 "
      "10:01:00,Vodafone,GB,a2,1,0.002\n");
  CHECK(found.plan.format->id == "generic-log-csv");
  CHECK(column_of(found, Field::to_number) == "dest_msisdn");
  CHECK(column_of(found, Field::sent_at) == "msg_time_utc");
  CHECK(column_of(found, Field::carrier) == "Phone carrier name");
  CHECK(column_of(found, Field::country) == "Delivery Country");
  CHECK(column_of(found, Field::message_id) == "Message ID");
  CHECK(found.unused == std::vector<std::string>{"Queued Count", "Carrier Fee"});
  CHECK(found.confidence < 1);
}

TEST_CASE("separate columns of date and time are joined, and a recipient ranks above a phone") {
  const Detection found = detect_log(
      "Phone,RecipientPhoneNumber,Sent Date,Sent Time\n2025550199,(415) 555-0123,03/25/2024,14:02\n2025550198,+1 212 "
      "555 0107,03/26/2024,15:02:11\n");
  CHECK(column_of(found, Field::to_number) == "RecipientPhoneNumber");
  CHECK(column_of(found, Field::sent_at) == "Sent Date");
  CHECK(column_of(found, Field::sent_time) == "Sent Time");
}

TEST_CASE("a column called state that holds delivery states is not a place") {
  const Detection found = detect_log(
      "MessageId,State,DateTime,To,Region,Type\nM0,delivered,2024-03-04T09:15:00Z,+12025550143,DC,OTP\nM1,failed,2024-"
      "03-05T09:15:00Z,+12125550107,California,OTP\n");
  CHECK(column_of(found, Field::state) == "Region");
  CHECK(column_of(found, Field::message_type) == "Type");
  CHECK(column_of(found, Field::channel).empty());
}

TEST_CASE("a carrier column that holds codes only is the network code") {
  const Detection found = detect_log(
      "to,sent_at,carrier\n14155550123,2024-03-04 10:00:00,310260\n14155550124,2024-03-04 10:00:00,310-410\n");
  CHECK(column_of(found, Field::mccmnc) == "carrier");
  CHECK(column_of(found, Field::carrier).empty());
}

TEST_CASE("a sender is bound only when a direction says which rows are inbound") {
  const std::string rows =
      "+12025550100,+14155550123,2024-03-04T10:00:00Z,outbound\n+14155550123,+12025550100,2024-03-04T10:00:01Z,"
      "inbound\n";
  CHECK(column_of(detect_log("From,To,Date,Direction\n" + rows), Field::from_number) == "From");
  CHECK(column_of(detect_log("From,To,Date,Remark\n" + rows), Field::from_number).empty());
}

TEST_CASE("headers of other languages are known") {
  const Detection german =
      detect_log("Empf\xC3\xA4nger;Datum;Uhrzeit;Netzbetreiber;Land\n+447700900123;04.03.2024;14:02;Vodafone;GB\n");
  CHECK(column_of(german, Field::sent_time) == "Uhrzeit");
  CHECK(column_of(german, Field::carrier) == "Netzbetreiber");
  CHECK_FALSE(
      column_of(detect_log("\xE9\x9B\xBB\xE8\xA9\xB1\xE7\x95\xAA\xE5\x8F\xB7,"
                           "\xE9\x80\x81\xE4\xBF\xA1\xE6\x97\xA5\xE6\x99\x82\n+447700900123,2024/03/04 14:02:11\n"),
                Field::sent_at)
          .empty());
}

TEST_CASE("when headers tell nothing the values decide, and two equals are named") {
  const Detection found =
      detect_log("alpha,beta,gamma\nfoo,+14155550123,2024-03-04T10:00:00Z\nbar,+14155550124,2024-03-04T10:00:00Z\n");
  CHECK(column_of(found, Field::to_number) == "beta");
  CHECK(column_of(found, Field::sent_at) == "gamma");
  CHECK(has_note(found, "by its values"));
  const Failure two =
      failure_of([] { detect_log("alpha,beta\n+14155550123,+14155550124\n+14155550125,+14155550126\n"); });
  CHECK(two.code == ExitCode::bad_input);
  CHECK_THAT(two.what, Contains("alpha") && Contains("beta"));
  CHECK_THAT(two.hint, Contains("--map 'to_number=alpha'"));
}

TEST_CASE("a bare list of numbers is a log without times, with and without a header") {
  for (const std::string header : {"", "Affected number\n"}) {
    const Detection found = detect_log(header + "+12025550143\n(212) 555-0107\n4.47701E+11\n");
    CHECK(found.plan.slots.size() == 1);
    CHECK(found.plan.slots.front().field == Field::to_number);
    CHECK(found.plan.dialect.skip_lines == (header.empty() ? 0 : 1));
    CHECK(has_note(found, "undated"));
  }
}

TEST_CASE("a file without header is refused with the option that helps, and that option works") {
  const std::string text = "+14155550123,2024-03-04 10:00:00,x\n+14155550124,2024-03-04 10:00:00,y\n";
  const Failure refused = failure_of([&] { detect_log(text); });
  CHECK(refused.code == ExitCode::bad_input);
  CHECK_THAT(refused.what, Contains("no header"));
  CHECK_THAT(refused.hint, Contains("to_number=#1") && Contains("sent_at=#2"));
  const Detection found = detect_log(text, with_map({{"to_number", "#1"}, {"sent_at", "#2"}}));
  CHECK(found.plan.dialect.skip_bytes == 0);
  CHECK(found.plan.columns.csv_columns == std::vector<std::int32_t>{0, 1, -1});
}

TEST_CASE("option --map overrides, names the nearest field or column, and may be given twice for a field") {
  const std::string text = "to,sent_at,carrier_fee,other\n+14155550123,2024-03-04 10:00:00,Verizon,\n";
  const Detection found = detect_log(text, with_map({{"carrier", "carrier_fee"}, {"carrier", "other"}}));
  CHECK(columns_of(found, Field::carrier) == std::vector<std::string>{"carrier_fee", "other"});
  const Failure column = failure_of([&] { detect_log(text, with_map({{"carrier", "carier_fee"}})); });
  CHECK(column.code == ExitCode::usage);
  CHECK_THAT(column.hint, Contains("carrier_fee"));
  const Failure field = failure_of([&] { detect_log(text, with_map({{"to_numbr", "to"}})); });
  CHECK(field.code == ExitCode::usage);
  CHECK_THAT(field.hint, Contains("to_number"));
  CHECK(failure_of([&] { detect_log(text, with_map({{"groups", "to"}})); }).code == ExitCode::usage);
}

TEST_CASE("a mapped column replaces what the format would have read and keeps the format's words") {
  const Detection found = detect_log(
      "From,To,SentDate,NumSegments,Sid,Direction,Real\n+12025550100,x,2024-03-04 "
      "10:00:00,1,SM1,outbound,+14155550123\n",
      with_map({{"to_number", "Real"}}));
  CHECK(found.plan.format->id == "twilio-messages-csv");
  CHECK(columns_of(found, Field::to_number) == std::vector<std::string>{"Real"});
}

TEST_CASE("columns of one name are both read, the first non-empty wins") {
  const Detection found =
      detect_log("Phone,Phone,Time\n,+14155550123,2024-03-04T10:00:00Z\n+14155550124,,2024-03-04T10:00:00Z\n");
  CHECK(columns_of(found, Field::to_number).size() == 2);
  CHECK(has_note(found, "more than once"));
}

TEST_CASE("a file of the other kind is named as such") {
  const Failure people =
      failure_of([] { detect_log("Name,Email,Phone,Created\nAda,ada@example.org,+14155550123,2024-01-01\n"); });
  CHECK_THAT(people.what, Contains("this is a directory"));
  CHECK_THAT(people.hint, Contains("--directory"));
  const Failure log = failure_of([] {
    detect_people(
        "[{\"telephony_id\":\"a\",\"phone\":\"+12025550143\",\"ts\":\"2024-03-21T22:34:49Z\",\"txid\":\"b\"}]");
  });
  CHECK_THAT(log.what, Contains("duo-telephony-v2"));
  CHECK_THAT(log.hint, Contains("--log"));
}

TEST_CASE("what is neither text nor JSON is named") {
  for (const auto& [text, word] : std::vector<std::pair<std::string, std::string>>{
           {std::string("PK\x03\x04") + "abc", "zip"},
           {"%PDF-1.7", "PDF"},
           {"", "empty"},
           {" \n", "empty"},
           {"<html></html>", "HTML"},
           {std::string(200, '\x01'), "binary"},
           {"{\"a\":", "begins like JSON"},
           {"CEF:0|Duo Security|DuoLogSync|1|telephony|telephony|5|rt=1\n", "CEF"},
           {"1709546400,host=\"a\", eventtype=\"telephony\", type=\"sms\"\n", "key=\"value\""}}) {
    const Failure refused = failure_of([&, input = text] { detect_log(input); });
    INFO(word);
    CHECK(refused.code == ExitCode::bad_input);
    CHECK_THAT(refused.what, Contains(word));
    CHECK_FALSE(refused.hint.empty());
  }
}

TEST_CASE("nothing fits: the message lists columns, what is missing and the option to try") {
  const Failure refused = failure_of([] { detect_log("color,shape,when\nred,round,2024-03-04T10:00:00Z\n"); });
  CHECK(refused.code == ExitCode::bad_input);
  CHECK_THAT(refused.what, Contains("color, shape, when") && Contains("phone number"));
  CHECK_THAT(refused.hint, Contains("--map 'to_number=") && Contains("sent_at=when"));
}

TEST_CASE("the option names the format: obeyed, contradicted aloud, refused when nothing can be read") {
  DetectOptions options;
  options.format_id = "twilio-messages-csv";
  const Detection found = detect_log("To,When\n+14155550123,2024-03-04 10:00:00\n", options);
  CHECK(found.plan.format->id == "twilio-messages-csv");
  CHECK(has_note(found, "lacks one of SentDate"));
  CHECK(failure_of([&] { detect_log("Who,When\nx,2024-03-04 10:00:00\n", options); }).code == ExitCode::bad_input);
  CHECK(failure_of([&] { detect_log("[{\"to\":\"x\"}]", options); }).code == ExitCode::bad_input);
  options.format_id = "twilo";
  CHECK(failure_of([&] { detect_log("To,When\nx,y\n", options); }).code == ExitCode::usage);
}

TEST_CASE("two formats that fit equally well are both named") {
  std::vector<FormatSpec> formats;
  for (const char* id : {"one", "two"})
    formats.push_back(load_format(
        std::string("{\"id\":\"") + id +
            "\",\"kind\":\"log\",\"title\":\"t\",\"origin\":\"o\",\"container\":\"csv\","
            "\"columns\":{\"to_number\":{\"names\":[\"to\"],\"required\":true},\"sent_at\":{\"names\":[\"at\"]}}}",
        "x"));
  const Failure tie =
      failure_of([&] { detect_text("to,at\n+12025550143,2024-03-04\n", FormatKind::log, {}, formats); });
  CHECK(tie.code == ExitCode::bad_input);
  CHECK_THAT(tie.what, Contains("one") && Contains("two"));
  CHECK_THAT(tie.hint, Contains("--log-format one"));
}

TEST_CASE("optional JSON keys may be missing from the first record and still be bound") {
  const Detection found = detect_people(
      "[{\"user_id\":\"DU1\",\"username\":\"ada\",\"phones\":[],\"status\":\"active\"},"
      "{\"user_id\":\"DU2\",\"username\":\"bob\",\"phones\":[{\"number\":\"+12025550143\"}],\"status\":\"active\"}]");
  CHECK(found.plan.format->id == "duo-users-json");
  CHECK(column_of(found, Field::phone) == "phones[].number");
  const auto slots = found.plan.slots;
  const auto extension =
      std::find_if(slots.begin(), slots.end(), [](const Slot& slot) { return slot.field == Field::phone_extension; });
  REQUIRE(extension != slots.end());
  CHECK(slots[static_cast<std::size_t>(extension->parent)].field == Field::phone);
}

TEST_CASE("numbered phone columns pair with the columns of their number") {
  const FormatSpec spec =
      load_format(R"({"id":"x","kind":"directory","title":"t","origin":"o","container":"csv","columns":{
      "username":{"names":["username"],"required":true},
      "phone":{"names":["phone#"],"extension_names":["ext#"],"kind_names":["platform#"],
      "values":{"landline":"work"}}}})",
                  "x");
  const Detection found =
      detect_text("username,phone1,platform1,phone2,platform2,ext2\nada,+12025550143,mobile,+12025550144,landline,12\n",
                  FormatKind::directory, {}, {&spec, 1});
  const std::vector<Slot>& slots = found.plan.slots;
  REQUIRE(slots.size() == 6);
  for (const Slot& slot : slots) {
    if (slot.parent < 0) continue;
    const Slot& phone = slots[static_cast<std::size_t>(slot.parent)];
    CHECK(phone.field == Field::phone);
    CHECK(phone.column.back() == slot.column.back());
  }
}

TEST_CASE("detection survives any cut of a file") {
  const std::string text = "Message ID,Sent (UTC),Phone Number,Carrier,Country\n" + kRow + kRow;
  const std::string json =
      "{\"stat\":\"OK\",\"response\":{\"items\":[{\"telephony_id\":\"a\",\"phone\":\"+12025550143\",\"ts\":\"2024\","
      "\"txid\":\"b\"}]}}";
  for (const std::string& whole : {text, json})
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      const Failure failure = failure_of([&] { detect_log(whole.substr(0, size)); });
      CHECK((failure.code == ExitCode::ok || failure.code == ExitCode::bad_input));
    }
}

}  // namespace mfax
