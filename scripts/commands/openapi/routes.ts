import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { DescribedRoute, HttpMethod, RouteExports } from "@/lib/http";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Every endpoint below a folder, by default those of the native API: its path from the place of its file, the rest from its
 * declaration.
 */
export async function readRoutes(root = "app/(native)/api/v1"): Promise<DescribedRoute[]> {
  const routes: DescribedRoute[] = [];
  for (const folder of routeFolders(root)) {
    const handlers: RouteExports = await import(join(process.cwd(), folder, "route.ts"));
    for (const method of methods) {
      const { operation } = handlers[method];
      // Without one it answers 405, or is the catch-all.
      if (!operation) continue;
      routes.push({ path: pathOf(folder), method: method.toLowerCase() as HttpMethod, operation });
    }
  }
  return routes;
}

function routeFolders(root: string): string[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.name === "route.ts")
    .map((file) => relative(".", file.parentPath))
    .sort();
}

/** `app/(native)/api/v1/verifications/[id]` → `/api/v1/verifications/{id}` */
function pathOf(folder: string): string {
  const segments = folder.split(sep).slice(1);
  const shown = segments.filter((segment) => !segment.startsWith("("));
  return `/${shown.map((segment) => segment.replace(/^\[(\w+)\]$/, "{$1}")).join("/")}`;
}
