import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRoutes } from "../openapi/routes";

const root = "lib/dialects";

/** What a vendor documents, as kept in `vendor-endpoints.json`. */
interface VendorEndpoints {
  vendor: string;
  /** Where the list is from. */
  source: string;
  /** The methods of each path, separated by spaces. */
  endpoints: Record<string, string>;
}

export interface Dialect {
  name: string;
  vendor: string;
  source: string;
  paths: { path: string; served: string[]; missing: string[] }[];
  /** What our route files declare and the vendor's list does not have. */
  others: string[];
  /** The section of the README, without its heading. */
  differences: string;
  /** Tests in its folder `contract`. One with a table of cases counts once. */
  tests: number;
}

export async function readDialects(): Promise<Dialect[]> {
  const names = readdirSync(root).filter((name) => existsSync(join(root, name, "vendor-endpoints.json")));
  // Token endpoints are shared.
  const shared = await declaredIn("app/(oauth)");
  return Promise.all(names.sort().map((name) => readDialect(name, shared)));
}

async function readDialect(name: string, shared: Declared): Promise<Dialect> {
  const folder = join(root, name);
  const { vendor, source, endpoints } = JSON.parse(
    readFileSync(join(folder, "vendor-endpoints.json"), "utf8"),
  ) as VendorEndpoints;
  const own = await declaredIn(`app/(${name})`);
  const isServed = (key: string) => own.has(key) || shared.has(key) || documents.has(key);
  const listed = new Set<string>();
  const paths = Object.entries(endpoints).map(([path, methods]) => {
    const keys = methods.split(" ").map((method) => ({ method, key: keyOf(method, path) }));
    for (const { key } of keys) listed.add(key);
    return {
      path,
      served: keys.filter(({ key }) => isServed(key)).map(({ method }) => method),
      missing: keys.filter(({ key }) => !isServed(key)).map(({ method }) => method),
    };
  });
  return {
    name,
    vendor,
    source,
    paths,
    others: [...own].filter(([key]) => !listed.has(key)).map(([, shown]) => shown),
    differences: differencesIn(readFileSync(join(folder, "README.md"), "utf8")),
    tests: countTests(join(folder, "contract")),
  };
}

/** Endpoints as they are shown, by what identifies them. */
type Declared = Map<string, string>;

async function declaredIn(folder: string): Promise<Declared> {
  const routes = await readRoutes(folder);
  const isServed = ({ operation }: (typeof routes)[number]) => !operation.operationId.endsWith(".unsafe");
  return new Map(
    routes
      .filter(isServed)
      .map(({ method, path }) => [keyOf(method, path), `${method.toUpperCase()} ${path}`]),
  );
}

/** Vendors name the variable parts of their paths differently than we do. */
const keyOf = (method: string, path: string) =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, "{}")}`;

/** Served without a declaration, because they take no input. */
const documents = new Set(
  ["/oidc/jwks", "/cis/oidc/jwks", "/health/alive", "/health/ready"].map((path) => keyOf("GET", path)),
);

function differencesIn(readme: string): string {
  const [, section] = readme.split(/^## Differences and decisions\n/m);
  if (!section) throw new Error("A dialect's README has no section “Differences and decisions”.");
  return section.split(/^## /m)[0]!.trim();
}

function countTests(folder: string): number {
  const tests = readdirSync(folder).filter((file) => file.endsWith(".test.ts"));
  return tests.reduce((sum, file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return sum + (text.match(/^\s*it(?:\.each)?[<(]/gm)?.length ?? 0);
  }, 0);
}
