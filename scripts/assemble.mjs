/**
 * `node scripts/assemble.mjs <folder>`: copies what a container needs to serve the product into a new folder, after a build with
 * COUNTERSIGN_BUILD=standalone. Run by the Dockerfile.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Explanation, runMain } from "./explanation.mjs";
import { inRoot, root } from "./project.mjs";

const require = createRequire(import.meta.url);
/** Commands that an operator needs in the container: `node scripts/commands/doctor.mjs`. */
const commands = ["doctor", "console-link"];

await runMain(async () => {
  const [folder] = process.argv.slice(2);
  const standalone = inRoot(".next", "standalone");
  if (!folder) throw new Explanation("Usage: node scripts/assemble.mjs <folder>");
  if (!existsSync(standalone))
    throw new Explanation("Build first:\n\n  COUNTERSIGN_BUILD=standalone npm run build");
  mkdirSync(folder, { recursive: true });
  // Not the sources, which it also contains.
  for (const place of [".next", "node_modules", "package.json"])
    cpSync(path.join(standalone, place), path.join(folder, place), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isNeeded,
    });
  for (const place of [".next/static", "public", "drizzle/migrations"])
    cpSync(inRoot(place), path.join(folder, place), { recursive: true });
  for (const place of [...(await filesOf("serve.mjs")), ...documents(), "scripts/check-health.mjs"])
    cpSync(inRoot(place), path.join(folder, place));
  await bundleCommands(path.join(folder, "scripts", "commands"));
});

/** Not the lists of files that the build has followed. */
function isNeeded(place) {
  return !place.endsWith(".nft.json");
}

/** The Markdown files, which the pages below /docs read. */
function documents() {
  return [
    ...readdirSync(root).filter((name) => name.endsWith(".md")),
    ...["docs", "lib/dialects", "packages"].flatMap((folder) =>
      readdirSync(inRoot(folder), { recursive: true })
        .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
        .map((file) => path.join(folder, file)),
    ),
  ];
}

/** A script and everything that it imports, the framework excepted, which the build has already copied. */
async function filesOf(script) {
  const { nodeFileTrace } = require("next/dist/compiled/@vercel/nft");
  const { fileList } = await nodeFileTrace([inRoot("scripts", script)], {
    base: root,
    ignore: "node_modules/next/**",
  });
  return fileList;
}

/** Each command in one file. What the framework does not bundle, because it loads files of its own, stays outside here, too. */
async function bundleCommands(outdir) {
  const { build } = await import("esbuild");
  const { config } = JSON.parse(readFileSync(inRoot(".next", "required-server-files.json"), "utf8"));
  await build({
    absWorkingDir: root,
    entryPoints: commands.map((name) => inRoot("scripts", "commands", `${name}.ts`)),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: config.serverExternalPackages,
    // Packages written for CommonJS call it.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}
