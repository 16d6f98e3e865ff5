import { existsSync, readFileSync } from "node:fs";
import { Explanation } from "./explanation.mjs";
import { runQuietly } from "./run-quietly.mjs";

// Not Ubuntu: some of its packages (Chromium) install a snap, which does not work in containers.
const isDebian = () =>
  existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));

/** Whether this process may install Debian's packages. */
export const canInstallPackages = () => process.getuid?.() === 0 && isDebian();

/** Installs a Debian package, without starting its services where the system allows that. */
export async function installPackage(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", name]]) {
    const { ok, output } = await runQuietly("apt-get", args, { env });
    if (!ok)
      throw new Explanation(
        `${output.trim().split("\n").slice(-15).join("\n")}\n\napt-get ${args[0]} failed.`,
      );
  }
}
