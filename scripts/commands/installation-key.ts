import { parseArgs } from "node:util";
import { createApiKey, installationScopes } from "@/lib/access";
import { closeDb, migrate, preparePool } from "@/lib/db";
import { findReservedProject } from "@/lib/projects";

const usage = `Creates an installation key, which manages projects through /api/v1/projects, and prints it once.

  npm run installation-key                              that can read and write
  npm run installation-key -- --read-only --name "CI"   that can only read, with a name

Revoke it in the console under Projects.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      name: { type: "string", default: "Installation key" },
      "read-only": { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  await preparePool();
  await migrate();
  const reserved = await findReservedProject();
  if (!reserved) {
    console.error("There is no installation yet: npm start makes it.");
    return 1;
  }
  const scopes = installationScopes.filter((scope) => !values["read-only"] || scope === "projects:read");
  const { secret } = await createApiKey(reserved.id, { name: values.name, scopes });
  console.log(secret);
  return 0;
}

process.exitCode = await main().finally(closeDb);
