// Run in a folder where `npm install libphonenumber-js` was done (scripts/update-numbering does it); writes
// npa.tsv (area code, region, kind), meta.tsv (region, calling code, possible lengths, trunk prefix) and version.tsv.
const fs = require('fs');
const installed = require('module').createRequire(process.cwd() + '/');
const { parsePhoneNumberFromString } = installed('libphonenumber-js/max');

/** Region of the numbers of an area code, and the one type they all have; '' where none is valid. */
function areaCode(npa) {
  const regions = new Set(), types = new Set();
  for (let exchange = 200; exchange < 1000; exchange += 3) {
    const number = parsePhoneNumberFromString('+1' + npa + exchange + '2368');
    if (!number || !number.isValid()) continue;
    regions.add(number.country);
    types.add(number.getType());
  }
  if (regions.size === 0) return '';
  if (regions.size > 1) throw new Error(`area code ${npa} in ${[...regions].join(' and ')}`);
  const kinds = { TOLL_FREE: 'toll_free', PREMIUM_RATE: 'premium', PERSONAL_NUMBER: 'personal' };
  const only = types.size === 1 ? kinds[[...types][0]] : undefined;
  // 600, 622 and 633 are Canada's codes for data and machines, which the library files under personal numbers.
  const kind = ['600', '622', '633'].includes(String(npa)) ? 'other' : only || 'geographic';
  return [npa, [...regions][0], kind].join('\t') + '\n';
}

let out = '';
for (let npa = 200; npa < 1000; npa++) out += areaCode(npa);
fs.writeFileSync('npa.tsv', out);

const meta = JSON.parse(fs.readFileSync(installed.resolve('libphonenumber-js/metadata.max.json')));
out = '';
for (const [region, x] of Object.entries({ ...meta.countries, ...meta.nonGeographic }))
  out += [region, x[0], x[3].join(','), x[5] || ''].join('\t') + '\n';
fs.writeFileSync('meta.tsv', out);
fs.writeFileSync('version.tsv', installed('libphonenumber-js/package.json').version + '\n');
