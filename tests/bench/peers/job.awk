# The job in awk: awk -v out=FOLDER -f job.awk USERS LOG. Cells are split at commas outside quotes; a quoted line break, which
# awk's records do not know, is joined again.
function cells(line,   n, rest, at) {
  n = 0
  if (line !~ /"/) return split(line, cell, ",")
  while (1) {
    if (substr(line, 1, 1) == "\"") {
      rest = substr(line, 2)
      text = ""
      while ((at = index(rest, "\"")) && substr(rest, at + 1, 1) == "\"") { text = text substr(rest, 1, at); rest = substr(rest, at + 2) }
      cell[++n] = text substr(rest, 1, at - 1)
      rest = substr(rest, at + 1)
      if (substr(rest, 1, 1) != ",") return n
      line = substr(rest, 2)
    } else {
      at = index(line, ",")
      if (!at) { cell[++n] = line; return n }
      cell[++n] = substr(line, 1, at - 1)
      line = substr(line, at + 1)
    }
  }
}
function e164(text, country,   digits) {
  if (text == "" || text ~ /[^0-9() .+-]/) return ""
  digits = text
  gsub(/[^0-9]/, "", digits)
  if (substr(text, 1, 1) == "+") return digits
  if (substr(digits, 1, 2) == "00") return substr(digits, 3)
  if (!(country in code)) return length(digits) == 10 ? "1" digits : digits
  sub(/^0+/, "", digits)
  return code[country] digits
}
function add_name(list, name) { return index("|" list "|", "|" name "|") ? list : (list == "" ? name : list "|" name) }
BEGIN { code["GB"] = 44; code["DE"] = 49; code["FR"] = 33; code["BR"] = 55; code["IN"] = 91 }
{ sub(/\r$/, "") }
FNR == 1 { next }
FILENAME == ARGV[1] {
  cells($0)
  for (i = 5; i <= 7; ++i) {
    sub(/ x[0-9]+$/, "", cell[i])
    number = e164(cell[i], cell[4])
    if (number != "" && !((number, cell[1]) in held)) { held[number, cell[1]]; holders[number] = holders[number] "," cell[1]; ++holder_count[number] }
  }
  next
}
{
  line = line == "" ? $0 : line "\n" $0
  if (gsub(/"/, "\"", line) % 2) next
  cells(line)
  line = ""
  number = e164(cell[3], "US")
  if (number == "") next
  sent = substr(cell[2], 1, 10) substr(cell[2], 12, 8)
  if (!(number in messages)) { first[number] = sent; last[number] = sent }
  ++messages[number]
  if (sent < first[number]) first[number] = sent
  if (sent > last[number]) last[number] = sent
  carriers[number] = add_name(carriers[number], cell[4])
  countries[number] = add_name(countries[number], cell[5])
  states[number] = add_name(states[number], cell[6])
  channels[number] = add_name(channels[number], cell[7])
}
END {
  for (number in messages) {
    if (!(number in holders)) { ++unmatched; lost += messages[number]; print number "," messages[number] > (out "/unmatched.csv"); continue }
    if (holder_count[number] > 1) { ++shared; print number "," holder_count[number] > (out "/shared.csv") }
    n = split(substr(holders[number], 2), user, ",")
    for (i = 1; i <= n; ++i) {
      u = user[i]
      if (!(u in sum)) { ++exposed; from[u] = first[number]; to[u] = last[number] }
      sum[u] += messages[number]; total += messages[number]
      if (first[number] < from[u]) from[u] = first[number]
      if (last[number] > to[u]) to[u] = last[number]
      names[u] = names[u] "," carriers[number] "," countries[number] "," states[number] "," channels[number]
    }
  }
  for (u in sum) print u "," sum[u] "," from[u] "," to[u] names[u] > (out "/exposed.csv")
  printf "exposed %d\nmessages_to_people %d\nunmatched %d\nunmatched_messages %d\nshared %d\n", exposed, total, unmatched, lost, shared
  fflush()
  for (u in sum) print "top", u, sum[u] | "sort -k3,3nr -k2,2 | head -10"
}
