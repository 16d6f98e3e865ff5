/** `npm run build:packages`: builds every package for publication, as ES modules with type declarations, into its `dist`. */
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { Explanation, runMain } from "./explanation.mjs";
import { ensureInstalled } from "./install.mjs";
import { inRoot } from "./project.mjs";
import { runQuietly } from "./run-quietly.mjs";

/** In this order, because a package's declarations can refer to those of an earlier one. */
const packages = ["client", "react"];

await runMain(async () => {
  await ensureInstalled();
  for (const name of packages) {
    const folder = inRoot("packages", name);
    if (!existsSync(folder)) continue;
    rmSync(path.join(folder, "dist"), { recursive: true, force: true });
    const { ok, output } = await runQuietly(inRoot("node_modules", ".bin", "tsc"), ["-p", folder]);
    if (!ok) throw new Explanation(`The package ${name} does not compile.\n${output}`);
    const styles = path.join(folder, "src", "styles.css");
    if (existsSync(styles)) cpSync(styles, path.join(folder, "dist", "styles.css"));
  }
});
