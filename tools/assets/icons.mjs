// Collects the icons that templates and Go name in a string, so that ui.Icon("clock") needs no list to keep.
// A word that is also the name of an icon costs a few bytes in the binary and none on a page.
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const icons = path.join(root, 'node_modules/lucide-static/icons');
const target = path.join(root, 'internal/platform/ui/build');

const files = fs.readdirSync(path.join(root, 'internal'), { recursive: true })
  .filter((f) => /\.(templ|go)$/.test(f) && !/(_templ|_test)\.go$/.test(f));
const names = new Set();
for (const file of files) {
  for (const [, name] of fs.readFileSync(path.join(root, 'internal', file), 'utf8').matchAll(/"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"/g)) {
    if (fs.existsSync(path.join(icons, `${name}.svg`))) names.add(name);
  }
}
const shapes = {};
for (const name of [...names].sort()) {
  shapes[name] = fs.readFileSync(path.join(icons, `${name}.svg`), 'utf8')
    .replace(/<!--.*?-->/gs, '').replace(/^\s*<svg[^>]*>|<\/svg>\s*$/g, '').replace(/\s+/g, ' ').replace(/> </g, '><').replace(/ \/>/g, '/>').trim();
}
fs.mkdirSync(target, { recursive: true });
fs.writeFileSync(path.join(target, 'icons.json'), JSON.stringify(shapes));
console.log(`icons.json: ${names.size} icons`);
