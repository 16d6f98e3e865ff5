/** `npm run openapi`: writes the OpenAPI document that is served at /api/v1/openapi.json. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { apiDocument } from "@/lib/http/native";
import { readRoutes } from "./openapi/routes";

const file = "public/api/v1/openapi.json";
const help = `
Usage: npm run openapi              write ${file} from the route files
       npm run openapi -- --check   fail if it is stale
`;

const options = process.argv.slice(2);
if (options.includes("--help")) console.log(help);
else await run(options.includes("--check"));

async function run(isCheck: boolean): Promise<void> {
  const text = `${JSON.stringify(apiDocument(await readRoutes()), null, 2)}\n`;
  if (isCheck) {
    if (text === readCommitted()) return console.log(`  ✓ ${file} says what the routes say.`);
    console.error(`  ✗ ${file} is stale. Run: npm run openapi`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`  ✓ ${file} is written.`);
}

function readCommitted(): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
