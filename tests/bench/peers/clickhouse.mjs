// The job in ClickHouse, in this process: node clickhouse.mjs LOG USERS OUT      with NODE_MODULES naming the folder of chdb
import { createRequire } from "node:module";
const { Session } = createRequire(process.env.NODE_MODULES + "/")("chdb");

const [log, users, out] = process.argv.slice(2);
const text = (names) => names.map((name) => `\`${name}\` String`).join(", ");
const json = text(["phone_number", "sent_at", "carrier", "country", "state", "channel"]);
const columns = "carrier, country, state, channel";
const reader = log.endsWith(".ndjson")
  ? `SELECT phone_number AS phone, sent_at AS sent, ${columns} FROM file('${log}', 'JSONEachRow', '${json}')`
  : log.endsWith(".envelope")
  ? `SELECT m.1 AS phone, m.2 AS sent, m.3 AS carrier, m.4 AS country, m.5 AS state, m.6 AS channel FROM (SELECT arrayJoin(messages) AS m FROM
       file('${log}', 'JSONEachRow', 'messages Array(Tuple(${json}))') SETTINGS input_format_parallel_parsing = 0)`
  : `SELECT \`phone number\` AS phone, \`sent at (UTC)\` AS sent, ${columns} FROM file('${log}', 'CSVWithNames',
       '${text(["message id", "sent at (UTC)", "phone number", "carrier", "country", "state", "channel", "type"])}')`;
const session = new Session();
const run = (sql) => session.query(`${sql} SETTINGS max_threads = ${process.env.THREADS ?? 2}, engine_file_truncate_on_insert = 1, input_format_skip_unknown_fields = 1`, "TSV");
const digits = (t) => `replaceRegexpAll(${t}, '[^0-9]', '')`;
const e164 = (t, code) => `multiIf(NOT match(${t}, '^\\\\+?[0-9() .-]+$'), '', startsWith(${t}, '+'), ${digits(t)}, startsWith(${digits(t)}, '00'),
  substring(${digits(t)}, 3), ${code} = '1', if(length(${digits(t)}) = 10, '1' || ${digits(t)}, ${digits(t)}), ${code} || trim(LEADING '0' FROM ${digits(t)}))`;
session.query("CREATE DATABASE IF NOT EXISTS job");
const make = (name, sql) => session.query(`CREATE TABLE job.${name} ENGINE = Memory AS ${sql}`);
make("seen", `SELECT ${e164("phone", "'1'")} AS number, count() AS messages, min(parseDateTimeBestEffort(sent, 'UTC')) AS first, max(parseDateTimeBestEffort(sent, 'UTC')) AS last,
  groupUniqArray(carrier) AS carriers, groupUniqArray(country) AS countries, groupUniqArray(state) AS states, groupUniqArray(channel) AS channels
  FROM (${reader}) GROUP BY number HAVING number <> '' SETTINGS max_threads = ${process.env.THREADS ?? 2}`);
make("people", `SELECT DISTINCT username, ${e164("phone", "code")} AS number FROM (SELECT username, transform(country, ['GB','DE','FR','BR','IN'], ['44','49','33','55','91'], '1') AS code,
  replaceRegexpOne(arrayJoin([\`mobile phone\`, \`work phone\`, \`home phone\`]), ' x[0-9]+$', '') AS phone FROM file('${users}', 'CSVWithNames',
  '${text(["username", "email", "display name", "country", "mobile phone", "work phone", "home phone", "department"])}')) WHERE phone <> ''`);
make("exposed", `SELECT username, sum(messages) AS messages, min(first) AS first, max(last) AS last, groupArray(number) AS numbers, arrayDistinct(arrayFlatten(groupArray(carriers))) AS carriers,
  arrayDistinct(arrayFlatten(groupArray(countries))) AS countries, arrayDistinct(arrayFlatten(groupArray(states))) AS states, arrayDistinct(arrayFlatten(groupArray(channels))) AS channels
  FROM job.people AS p INNER JOIN job.seen AS s ON p.number = s.number GROUP BY username`);
make("unmatched", "SELECT * FROM job.seen WHERE number NOT IN (SELECT number FROM job.people)");
make("shared", "SELECT number, count() AS holders FROM job.people WHERE number IN (SELECT number FROM job.seen) GROUP BY number HAVING holders > 1");
for (const table of ["exposed", "unmatched", "shared"]) run(`INSERT INTO FUNCTION file('${out}/${table}.csv', 'CSVWithNames') SELECT * FROM job.${table}`);
const one = (sql) => session.query(sql, "TSV").trim();
console.log("exposed", one("SELECT count() FROM job.exposed"));
console.log("messages_to_people", one("SELECT sum(messages) FROM job.exposed"));
console.log("unmatched", one("SELECT count() FROM job.unmatched"));
console.log("unmatched_messages", one("SELECT sum(messages) FROM job.unmatched"));
console.log("shared", one("SELECT count() FROM job.shared"));
for (const line of one("SELECT username, messages FROM job.exposed ORDER BY messages DESC, username LIMIT 10").split("\n")) console.log("top", ...line.split("\t"));
session.cleanup?.();
