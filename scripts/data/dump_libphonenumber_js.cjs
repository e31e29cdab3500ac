// Run in a folder where `npm install libphonenumber-js` was done; writes
// npa.tsv (regions and types seen per area code) and meta.tsv (per region:
// calling code, exit-code pattern, possible lengths, trunk prefix).
const { parsePhoneNumberFromString } = require('libphonenumber-js/max');
const fs = require('fs');
let out = '';
for (let npa = 200; npa < 1000; npa++) {
  const regions = {}, types = {};
  for (let exchange = 200; exchange < 1000; exchange += 3) {
    const n = parsePhoneNumberFromString('+1' + npa + exchange + '2368');
    if (!n || !n.isValid()) continue;
    regions[n.country] = (regions[n.country] || 0) + 1;
    types[n.getType()] = (types[n.getType()] || 0) + 1;
  }
  if (Object.keys(regions).length) {
    out += npa + '\t' + JSON.stringify(regions) + '\t' + JSON.stringify(types) + '\n';
  }
}
fs.writeFileSync('npa.tsv', out);
const meta = JSON.parse(fs.readFileSync('node_modules/libphonenumber-js/metadata.max.json'));
out = '';
for (const [region, x] of Object.entries({ ...meta.countries, ...meta.nonGeographic })) {
  out += [region, x[0], x[1], JSON.stringify(x[3]), x[5] || ''].join('\t') + '\n';
}
fs.writeFileSync('meta.tsv', out);
