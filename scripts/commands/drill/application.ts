import { join } from "node:path";
import { root } from "../bench/application";

export { bold, Explanation, ensureBuilt, findFreePort, root, runMain, say, step } from "../bench/application";

export const { canInstallPackages, installPackage } = (await import(join(root, "scripts", "debian.mjs"))) as {
  canInstallPackages(): boolean;
  installPackage(name: string): Promise<void>;
};
