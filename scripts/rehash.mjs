// Makes the hash in every built file's name true, so that a browser may keep the file for ever.
//
//   node scripts/rehash.mjs <pkg folder> <hash.txt>
//
// cargo-leptos 0.3.10 hashes first and then writes the hashed names into the files: salus.js and
// salus.wasm name the __wasm_split loader, which names the chunks. When only a lazy page changes,
// the first two keep their names but not their content; a visitor who kept the old ones asks for a
// loader that is gone. The files with an untrue hash, and those that name them, refer to each other
// in a circle, so they get one hash in common: that of all their contents.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const [folder, hashFile] = process.argv.slice(2);
const HASHED = /^(.+)\.([A-Za-z0-9_-]{22})\.(js|wasm|css|json)$/;
const NEUTRAL = '_'.repeat(22);
const md5 = (content) => createHash('md5').update(content).digest('base64url');

const files = readdirSync(folder).flatMap((name) => {
  const [, stem, hash, extension] = HASHED.exec(name) ?? [];
  return stem ? [{ name, stem, hash, extension, content: readFileSync(path.join(folder, name)) }] : [];
});
if (files.length === 0) throw new Error(`no hashed files in ${folder}`);

// The manifest names chunks without their extension, hence the reference without it.
const reference = (file) => `${file.stem}.${file.hash}`;
const group = new Set(files.filter((file) => file.hash !== md5(file.content)));
for (let size = -1; size !== group.size;) {
  size = group.size;
  for (const file of files) {
    if ([...group].some((member) => file.content.includes(reference(member)))) group.add(file);
  }
}

if (group.size > 0) {
  // Byte for byte, as latin1 maps every byte to one character; the length stays, so WASM stays valid.
  const renamed = (text, hash) =>
    [...group].reduce((result, file) => result.replaceAll(reference(file), `${file.stem}.${hash}`), text);
  const members = [...group].sort((a, b) => (a.stem + a.extension < b.stem + b.extension ? -1 : 1));
  const common = createHash('md5');
  for (const file of members) {
    file.text = file.content.toString('latin1');
    const neutral = Buffer.from(renamed(file.text, NEUTRAL), 'latin1');
    common.update(`${file.stem}.${file.extension}\0${neutral.length}\0`).update(neutral);
  }
  const hash = common.digest('base64url');

  let hashes = readFileSync(hashFile, 'utf8');
  for (const file of members) {
    const [from, to] = [path.join(folder, file.name), path.join(folder, `${file.stem}.${hash}.${file.extension}`)];
    const content = Buffer.from(renamed(file.text, hash), 'latin1');
    renameSync(from, to);
    writeFileSync(to, content);
    for (const [suffix, compress] of [['.br', brotliCompressSync], ['.gz', gzipSync]]) {
      if (!existsSync(from + suffix)) continue;
      rmSync(from + suffix);
      writeFileSync(to + suffix, compress(content));
    }
    hashes = hashes.replaceAll(file.hash, hash);
  }
  writeFileSync(hashFile, hashes);
}
console.error(`names of built files: ${files.length - group.size} true, ${group.size} renamed`);
