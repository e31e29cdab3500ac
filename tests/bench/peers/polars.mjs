// The job in Polars: node polars.mjs LOG USERS OUT      with NODE_MODULES naming the folder where npm put nodejs-polars
import { createRequire } from "node:module";
const pl = createRequire(process.env.NODE_MODULES + "/")("nodejs-polars");

const [log, users, out] = process.argv.slice(2);
const text = { quoteChar: '"', inferSchemaLength: 0 };
const seenRows = (log.endsWith(".ndjson") ? pl.scanJson(log).rename({ phone_number: "phone", sent_at: "sent" })
  : pl.scanCSV(log, text).rename({ "phone number": "phone", "sent at (UTC)": "sent" }))
  .select("phone", "sent", "carrier", "country", "state", "channel");
// Rules hardened for the forms that are known to be in these data; a user would first have to find them out.
const digits = (t) => t.str.replaceAll("[^0-9]", "");
const e164 = (t, code) => {
  const d = digits(t);
  return pl.when(t.str.contains("^\\+?[0-9() .-]+$").not()).then(pl.lit(null))
    .when(t.str.contains("^\\+")).then(d)
    .when(d.str.contains("^00")).then(d.str.slice(2, 30))
    .when(code.eq(pl.lit("1"))).then(pl.when(d.str.lengths().eq(pl.lit(10))).then(pl.concatString([pl.lit("1"), d], "")).otherwise(d))
    .otherwise(pl.concatString([code, d.str.replace("^0+", "")], ""));
};
const seen = (await seenRows.withColumn(e164(pl.col("phone"), pl.lit("1")).alias("number")).filter(pl.col("number").isNotNull())
  .groupBy("number").agg(pl.col("phone").count().alias("messages"), pl.col("sent").min().alias("first"), pl.col("sent").max().alias("last"),
    ...["carrier", "country", "state", "channel"].map((name) => pl.col(name).unique().alias(name))).collect());
const directory = pl.readCSV(users, text);
const codes = [["GB", "44"], ["DE", "49"], ["FR", "33"], ["BR", "55"], ["IN", "91"]];
const code = codes.reduce((rest, [country, prefix]) => pl.when(pl.col("country").eq(pl.lit(country))).then(pl.lit(prefix)).otherwise(rest), pl.lit("1"));
const people = pl.concat(["mobile phone", "work phone", "home phone"].map((name) =>
  directory.select(pl.col("username"), pl.col("country"), pl.col(name).alias("phone"))))
  .filter(pl.col("phone").isNotNull().and(pl.col("phone").neq(pl.lit(""))))
  .withColumn(code.alias("code"))
  .withColumn(e164(pl.col("phone").str.replace(" x[0-9]+$", ""), pl.col("code")).alias("number"))
  .select("username", "number").unique();
const joined = seen.join(people, { on: "number", how: "inner" });
const exposed = joined.groupBy("username").agg(pl.col("messages").sum(), pl.col("first").min(), pl.col("last").max(), pl.col("number"));
const unmatched = seen.join(people, { on: "number", how: "anti" });
const shared = joined.groupBy("number").agg(pl.col("username").count().alias("holders")).filter(pl.col("holders").gt(1));
const flat = (table) => table.withColumns(...["carrier", "country", "state", "channel"].map((name) => pl.col(name).lst.join(";")));
exposed.withColumn(pl.col("number").lst.join(";")).writeCSV(`${out}/exposed.csv`);
flat(unmatched).writeCSV(`${out}/unmatched.csv`);
shared.writeCSV(`${out}/shared.csv`);
console.log("exposed", exposed.height);
console.log("messages_to_people", exposed.getColumn("messages").sum());
console.log("unmatched", unmatched.height);
console.log("unmatched_messages", unmatched.getColumn("messages").sum());
console.log("shared", shared.height);
for (const [user, messages] of exposed.select("username", "messages").sort(["messages", "username"], [true, false]).head(10).rows()) console.log("top", user, messages);
