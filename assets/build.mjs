// Builds what the browser gets: site.css, site.js, editor.css and editor.js, with fonts, into the package.
// `node assets/build.mjs` builds once; `--watch` rebuilds; sizes are printed because the first load has a budget.
import { build, context } from "esbuild";
import { readFile, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { trim } from "./trim.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(root, "beredskab/web/static/dist");

const FIRST_LOAD_BUDGET = 150 * 1024;
const FIRST_LOAD = (name) => name === "site.css" || name === "site.js" || /Plex.*(Regular|SemiBold)-Latin1/.test(name);

/** Det Fælles Designsystem without the parts we do not use, and without its 12 MB of fonts. */
const designSystem = {
  name: "design-system",
  setup(builder) {
    builder.onLoad({ filter: /dkfds[\\/]dist[\\/]css[\\/]dkfds\.css$/ }, async ({ path }) => ({
      contents: trim(await readFile(path, "utf8")),
      loader: "css",
    }));
  },
};

const options = {
  absWorkingDir: root,
  entryPoints: [
    { in: "assets/site/index.js", out: "site" },
    { in: "assets/editor/index.js", out: "editor" },
    { in: "assets/css/site.css", out: "site" },
    { in: "assets/css/editor.css", out: "editor" },
  ],
  outdir: out,
  entryNames: "[name]",
  assetNames: "[name]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2021", "chrome100", "firefox100", "safari15.4"],
  legalComments: "linked",
  loader: { ".woff2": "file", ".svg": "dataurl" },
  plugins: [designSystem],
  logLevel: "warning",
};

async function report() {
  let first = 0;
  for (const name of (await readdir(out)).sort()) {
    const data = await readFile(join(out, name));
    const size = name.endsWith(".woff2") ? data.length : gzipSync(data, { level: 9 }).length;
    if (FIRST_LOAD(name)) first += size;
    if (!/\.(txt|svg)$/.test(name)) console.log(`${name.padEnd(34)} ${(size / 1024).toFixed(1).padStart(7)} KB compressed`);
  }
  console.log(`${"first load without the editor".padEnd(34)} ${(first / 1024).toFixed(1).padStart(7)} KB`);
  if (first > FIRST_LOAD_BUDGET) throw new Error(`first load is over its budget of ${FIRST_LOAD_BUDGET / 1024} KB`);
}

await rm(out, { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
  await report();
}
