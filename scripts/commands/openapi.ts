/** `npm run openapi`: writes the OpenAPI document that is served at /api/v1/openapi.json. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { documentFile, keptDocument, writtenDocument } from "./openapi/document";

const help = `
Usage: npm run openapi              write ${documentFile} from the route files
       npm run openapi -- --check   fail if it is stale
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => !["--check", "--help"].includes(option));
if (unknown) fail(`Unknown option ${unknown}.\n${help}`);
else if (options.includes("--help")) console.log(help);
else if (options.includes("--check")) await check();
else await write();

async function write(): Promise<void> {
  mkdirSync(dirname(documentFile), { recursive: true });
  writeFileSync(documentFile, await writtenDocument());
  console.log(`  ✓ ${documentFile} is written.`);
}

async function check(): Promise<void> {
  if (keptDocument() === (await writtenDocument()))
    console.log(`  ✓ ${documentFile} is what the routes say.`);
  else fail(`  ✗ ${documentFile} is stale. Run: npm run openapi`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
