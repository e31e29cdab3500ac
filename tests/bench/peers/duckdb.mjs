// The job in DuckDB: node duckdb.mjs LOG USERS OUT      with NODE_MODULES naming the folder where npm put @duckdb/node-api
import { createRequire } from "node:module";
const { DuckDBInstance } = createRequire(process.env.NODE_MODULES + "/")("@duckdb/node-api");

const [log, users, out] = process.argv.slice(2);
const reader = log.endsWith(".ndjson")
  ? `SELECT phone_number AS phone, sent_at AS sent, carrier, country, state, channel FROM read_json('${log}', format = 'newline_delimited',
       columns = {phone_number: 'VARCHAR', sent_at: 'VARCHAR', carrier: 'VARCHAR', country: 'VARCHAR', state: 'VARCHAR', channel: 'VARCHAR'})`
  : log.endsWith(".envelope")
  ? `SELECT m.phone_number AS phone, m.sent_at AS sent, m.carrier, m.country, m.state, m.channel FROM (SELECT unnest(messages) AS m FROM
       read_json('${log}', maximum_object_size = 4000000000, columns = {messages: 'STRUCT(phone_number VARCHAR, sent_at VARCHAR, carrier VARCHAR, country VARCHAR, state VARCHAR, channel VARCHAR)[]'}))`
  : `SELECT "phone number" AS phone, "sent at (UTC)" AS sent, carrier, country, state, channel FROM read_csv('${log}', header = true, all_varchar = true)`;

const db = await (await DuckDBInstance.create(":memory:", { threads: process.env.THREADS ?? "2" })).connect();
const run = (sql) => db.run(sql);
// Rules hardened for the forms that are known to be in these data; a user would first have to find them out.
await run(`CREATE MACRO digits(t) AS regexp_replace(t, '[^0-9]', '', 'g')`);
await run(`CREATE MACRO code(c) AS CASE c WHEN 'GB' THEN '44' WHEN 'DE' THEN '49' WHEN 'FR' THEN '33' WHEN 'BR' THEN '55' WHEN 'IN' THEN '91' ELSE '1' END`);
await run(`CREATE MACRO e164(t, c) AS CASE WHEN NOT regexp_full_match(t, '\\+?[0-9() .-]+') THEN NULL WHEN t[1] = '+' THEN digits(t)
  WHEN digits(t)[1:2] = '00' THEN digits(t)[3:] WHEN code(c) = '1' THEN CASE length(digits(t)) WHEN 10 THEN '1' || digits(t) ELSE digits(t) END
  ELSE code(c) || ltrim(digits(t), '0') END`);
await run(`CREATE TABLE seen AS SELECT e164(phone, 'US') AS number, count(*) AS messages, min(sent::TIMESTAMPTZ) AS first, max(sent::TIMESTAMPTZ) AS last,
  list(DISTINCT carrier) AS carriers, list(DISTINCT country) AS countries, list(DISTINCT state) AS states, list(DISTINCT channel) AS channels
  FROM (${reader}) GROUP BY number HAVING number IS NOT NULL`);
await run(`CREATE TABLE people AS SELECT DISTINCT username, e164(regexp_replace(phone, ' x[0-9]+$', ''), country) AS number FROM
  (SELECT username, country, unnest(["mobile phone", "work phone", "home phone"]) AS phone FROM read_csv('${users}', header = true, all_varchar = true))
  WHERE phone IS NOT NULL AND phone <> ''`);
await run(`CREATE TABLE exposed AS SELECT username, sum(messages) AS messages, min(first) AS first, max(last) AS last, list(number) AS numbers,
  list_distinct(flatten(list(carriers))) AS carriers, list_distinct(flatten(list(countries))) AS countries, list_distinct(flatten(list(states))) AS states,
  list_distinct(flatten(list(channels))) AS channels FROM seen JOIN people USING (number) GROUP BY username`);
await run(`CREATE TABLE unmatched AS SELECT * FROM seen WHERE number NOT IN (SELECT number FROM people)`);
await run(`CREATE TABLE shared AS SELECT number, count(*) AS holders FROM people WHERE number IN (SELECT number FROM seen) GROUP BY number HAVING count(*) > 1`);
for (const table of ["exposed", "unmatched", "shared"]) await run(`COPY ${table} TO '${out}/${table}.csv' (HEADER)`);
const one = async (sql) => (await db.runAndReadAll(sql)).getRows();
for (const [name, sql] of [["exposed", "SELECT count(*) FROM exposed"], ["messages_to_people", "SELECT sum(messages) FROM exposed"],
  ["unmatched", "SELECT count(*) FROM unmatched"], ["unmatched_messages", "SELECT sum(messages) FROM unmatched"], ["shared", "SELECT count(*) FROM shared"]])
  console.log(name, String((await one(sql))[0][0]));
for (const [user, messages] of await one("SELECT username, messages FROM exposed ORDER BY messages DESC, username LIMIT 10")) console.log("top", user, String(messages));
