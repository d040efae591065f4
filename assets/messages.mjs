// Compiles every gettext catalogue (.po) to the binary form (.mo) that Django reads, so that no machine needs msgfmt.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Compiles all `locale/<language>/LC_MESSAGES/*.po` below `folder`. */
export async function compileCatalogues(folder) {
  for (const entry of await readdir(folder, { recursive: true })) {
    if (!/locale[\\/][^\\/]+[\\/]LC_MESSAGES[\\/][^\\/]+\.po$/.test(entry)) continue;
    const path = join(folder, entry);
    await writeFile(path.replace(/\.po$/, ".mo"), binary(messages(await readFile(path, "utf8"))));
  }
}

/** @returns {Map<string, string>} translations by key (context and plural joined as gettext does); fuzzy ones are left out */
export function messages(po) {
  const found = new Map();
  for (const paragraph of po.split(/\n\s*\n/)) {
    if (/^#,.*\bfuzzy\b/m.test(paragraph) && !/^msgid ""\s*\nmsgstr/m.test(paragraph)) continue;
    const parts = fields(paragraph);
    if (parts.msgid === undefined) continue;
    const forms = Object.keys(parts).filter((name) => /^msgstr/.test(name)).sort().map((name) => parts[name]);
    if (forms.every((form) => form === "")) continue;
    const context = parts.msgctxt === undefined ? "" : `${parts.msgctxt}\u0004`;
    const plural = parts.msgid_plural === undefined ? "" : `\0${parts.msgid_plural}`;
    found.set(`${context}${parts.msgid}${plural}`, forms.join("\0"));
  }
  return found;
}

function fields(paragraph) {
  const parts = {};
  let name = "";
  for (const line of paragraph.split("\n")) {
    const match = /^(msg\w+(?:\[\d+\])?)?\s*"(.*)"\s*$/.exec(line);
    if (!match || line.startsWith("#")) continue;
    if (match[1]) parts[(name = match[1])] = "";
    parts[name] += match[2].replace(/\\(.)/g, (_, char) => ({ n: "\n", t: "\t", r: "\r" })[char] ?? char);
  }
  return parts;
}

/** GNU .mo: magic, two tables of (length, offset) sorted by key, then the strings. */
export function binary(catalogue) {
  const encoder = new TextEncoder();
  const compare = (a, b) => Buffer.compare(a[0], b[0]);
  const pairs = [...catalogue].map(([key, value]) => [Buffer.from(encoder.encode(key)), Buffer.from(encoder.encode(value))]).sort(compare);
  const header = Buffer.alloc(28 + pairs.length * 16);
  [0x950412de, 0, pairs.length, 28, 28 + pairs.length * 8, 0, 28 + pairs.length * 16].forEach((word, at) => header.writeUInt32LE(word, at * 4));
  const strings = [];
  let offset = header.length;
  for (const column of [0, 1]) {
    pairs.forEach((pair, row) => {
      const at = 28 + column * pairs.length * 8 + row * 8;
      header.writeUInt32LE(pair[column].length, at);
      header.writeUInt32LE(offset, at + 4);
      strings.push(pair[column], Buffer.from([0]));
      offset += pair[column].length + 1;
    });
  }
  return Buffer.concat([header, ...strings]);
}
