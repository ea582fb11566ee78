// Bundles the pages, and lists what came of it: build.mjs FOLDER

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const folder = process.argv[2];

const { metafile } = await build({
  entryPoints: { app: "src/main.tsx", style: "src/style.css" },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  // What the live page has too, and the browser has already.
  external: ["/web/*"],
  jsx: "automatic",
  jsxImportSource: "preact",
  chunkNames: "[name]-[hash]",
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
const licences = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(join("node_modules", name, "LICENSE"), "utf8").trim()}\n`;
});
writeFileSync(join(folder, "licences.txt"), licences.join("\n---\n\n"));
writeFileSync(join(folder, "index.html"), readFileSync("index.html"));

const files = Object.keys(metafile.outputs).map((file) => file.slice(file.lastIndexOf("/") + 1));
writeFileSync(join(folder, "files.txt"), [...files, "licences.txt"].sort().join("\n") + "\n");
