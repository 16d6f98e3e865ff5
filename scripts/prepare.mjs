/** `npm run build`: does everything for `npm start` that writes to this folder, which can be read-only afterwards. */
import { ensureBuilt } from "./build.mjs";
import { runMain } from "./explanation.mjs";
import { ensureInstalled } from "./install.mjs";
import { requireNode } from "./settings.mjs";

await runMain(async () => {
  requireNode();
  await ensureInstalled();
  await ensureBuilt();
});
