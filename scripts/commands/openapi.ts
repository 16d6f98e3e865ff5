/** `npm run openapi`: writes the OpenAPI document that is served at /api/v1/openapi.json, and the client made from it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { clientFile, keptClient, writtenClient } from "./openapi/client";
import { documentFile, keptDocument, writtenDocument } from "./openapi/document";

const help = `
Usage: npm run openapi              write ${documentFile} from the route files, and ${clientFile} from it
       npm run openapi -- --check   fail if one of them is stale
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => !["--check", "--help"].includes(option));
if (unknown) fail(`Unknown option ${unknown}.\n${help}`);
else if (options.includes("--help")) console.log(help);
else if (options.includes("--check")) await check();
else await write();

async function write(): Promise<void> {
  const document = await writtenDocument();
  for (const [file, text] of [
    [documentFile, document],
    [clientFile, writtenClient(document)],
  ] as const) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`  ✓ ${file} is written.`);
  }
}

async function check(): Promise<void> {
  const document = await writtenDocument();
  const isCurrent = keptDocument() === document && keptClient() === writtenClient(document);
  if (isCurrent) console.log(`  ✓ ${documentFile} and ${clientFile} are what the routes say.`);
  else fail(`  ✗ ${documentFile} or ${clientFile} is stale. Run: npm run openapi`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
