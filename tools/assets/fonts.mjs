// Cuts the typeface down to what pages use: the weights 400 to 700 and two character sets, each loaded only when a page
// has such characters. Fails when a set grows beyond its share of the page budget.
import fs from 'node:fs';
import subsetFont from 'subset-font';

const source = new URL('../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/', import.meta.url);
const target = new URL('../../internal/platform/ui/build/', import.meta.url);
const KiB = 1024;
const sets = [
  { name: 'latin', limit: 18 * KiB, ranges: [[0x20, 0x7e], [0xa0, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2c6, 0x2c6], [0x2da, 0x2da], [0x2dc, 0x2dc], [0x2010, 0x2015], [0x2018, 0x201e], [0x2020, 0x2022], [0x2026, 0x2026], [0x202f, 0x2030], [0x2039, 0x203a], [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2190, 0x2193], [0x2212, 0x2212]] },
  { name: 'latin-ext', limit: 9 * KiB, ranges: [[0x100, 0x17f], [0x18f, 0x18f], [0x1a0, 0x1a1], [0x1af, 0x1b0], [0x218, 0x21b], [0x259, 0x259], [0x1e80, 0x1e85], [0x1e9e, 0x1e9e], [0x1ef2, 0x1ef3]] },
];

fs.mkdirSync(target, { recursive: true });
for (const { name, limit, ranges } of sets) {
  const text = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))).join('');
  const whole = fs.readFileSync(new URL(`atkinson-hyperlegible-next-${name}-wght-normal.woff2`, source));
  const cut = await subsetFont(whole, text, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: ['kern', 'tnum'],
    noHinting: true,
    dropTables: ['gasp', 'GDEF', 'STAT'],
  });
  fs.writeFileSync(new URL(`${name}.woff2`, target), cut);
  console.log(`${name}.woff2: ${whole.length} -> ${cut.length} bytes`);
  if (cut.length > limit) {
    console.error(`${name}.woff2 is over its limit of ${limit} bytes`);
    process.exitCode = 1;
  }
}

// A PDF carries the same typeface, whole: a name may hold any letter that it has.
const letters = new URL('../../internal/platform/paper/font/', import.meta.url);
fs.mkdirSync(letters, { recursive: true });
for (const [name, file] of [['regular', '400Regular/AtkinsonHyperlegibleNext_400Regular'], ['bold', '700Bold/AtkinsonHyperlegibleNext_700Bold']]) {
  fs.copyFileSync(new URL(`../../node_modules/@expo-google-fonts/atkinson-hyperlegible-next/${file}.ttf`, import.meta.url), new URL(`${name}.ttf`, letters));
}
