/** `npm run compatibility`: writes the list of what each dialect serves, and where it differs from its vendor. */
import { writeFileSync } from "node:fs";
import { documentFile, keptDocument, writtenDocument } from "./compatibility/document";

const help = `
Usage: npm run compatibility              write ${documentFile} from the route files and the dialects' folders
       npm run compatibility -- --check   fail if it is stale
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => !["--check", "--help"].includes(option));
if (unknown) fail(`Unknown option ${unknown}.\n${help}`);
else if (options.includes("--help")) console.log(help);
else if (options.includes("--check")) await check();
else await write();

async function write(): Promise<void> {
  writeFileSync(documentFile, await writtenDocument());
  console.log(`  ✓ ${documentFile} is written.`);
}

async function check(): Promise<void> {
  if (keptDocument() === (await writtenDocument())) console.log(`  ✓ ${documentFile} is current.`);
  else fail(`  ✗ ${documentFile} is stale. Run: npm run compatibility`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
