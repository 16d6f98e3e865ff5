import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { clientFile, writtenClient } from "@/scripts/commands/openapi/client";
import { documentFile } from "@/scripts/commands/openapi/document";

const root = resolve(import.meta.dirname, "../../..");

// Another test compares the document with the routes.
test("the client is what the OpenAPI document says", () => {
  const written = writtenClient(readFileSync(resolve(root, documentFile), "utf8"));
  expect(readFileSync(resolve(root, clientFile), "utf8"), "Run: npm run openapi").toBe(written);
});
