// Bundles the first script of every page (frontend/start) with what it imports.
//
//   node scripts/start-script.mjs <pkg folder> [<hash.txt>]
//
// With hash.txt the file's name carries the hash of its content, which is noted there, and .br and .gz lie
// beside it; without, while developing, it is called start.js.

import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const [folder, hashFile] = process.argv.slice(2);
const source = path.resolve(import.meta.dirname, '../frontend/start');
const { build } = createRequire(path.join(source, 'package.json'))('esbuild');

const { outputFiles } = await build({
  entryPoints: [path.join(source, 'start.js')],
  absWorkingDir: source,
  bundle: true,
  minify: Boolean(hashFile),
  format: 'esm',
  target: 'es2022',
  legalComments: 'eof',
  write: false,
});
const content = outputFiles[0].contents;

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) {
  if (/^start\..*\.?js(\.br|\.gz)?$/.test(name)) rmSync(path.join(folder, name));
}
if (hashFile) {
  const hash = createHash('md5').update(content).digest('base64url');
  const file = path.join(folder, `start.${hash}.js`);
  writeFileSync(file, content);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content));
  const others = readFileSync(hashFile, 'utf8').split('\n').filter((line) => line && !line.startsWith('start:'));
  writeFileSync(hashFile, `${others.join('\n')}\n`);
  appendFileSync(hashFile, `start: ${hash}\n`);
} else {
  writeFileSync(path.join(folder, 'start.js'), content);
}
