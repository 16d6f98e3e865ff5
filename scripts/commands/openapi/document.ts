import { readFileSync } from "node:fs";
import { apiDocument } from "@/lib/http/native";
import { readRoutes } from "./routes";

/** Where the document is kept, and served from as /api/v1/openapi.json. */
export const documentFile = "public/api/v1/openapi.json";

/** The document as the routes say it now. */
export async function writtenDocument(): Promise<string> {
  return `${JSON.stringify(apiDocument(await readRoutes()), null, 2)}\n`;
}

/** The document as it is kept, or null if there is none. */
export function keptDocument(): string | null {
  try {
    return readFileSync(documentFile, "utf8");
  } catch {
    return null;
  }
}
