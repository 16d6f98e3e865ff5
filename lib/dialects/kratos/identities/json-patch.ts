import { isDeepStrictEqual } from "node:util";
import { ok, type Result, refuse } from "@/lib/result";

type Json = unknown;
type Container = Record<string, Json> | Json[];

/** Why a patch (RFC 6902) cannot be applied. */
export interface PatchRefusal {
  code: "patch_invalid";
  reason: string;
}

export interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

const invalid = (reason: string) => refuse({ code: "patch_invalid", reason } as const satisfies PatchRefusal);

/** Reads a JSON Patch document. */
export function readPatch(document: Json): Result<Operation[], PatchRefusal> {
  const isOperation = (item: Json): item is Operation => {
    const { op, path, from } = (item ?? {}) as Record<string, Json>;
    const isFrom = from === undefined ? op !== "move" && op !== "copy" : typeof from === "string";
    return typeof op === "string" && typeof path === "string" && isFrom;
  };
  if (!Array.isArray(document) || !document.every(isOperation)) return invalid("expected a JSON Patch");
  return ok(document);
}

/** The document with all operations applied in order, or none of them. The given document is not changed. */
export function applyPatch<T>(document: T, operations: readonly Operation[]): Result<T, PatchRefusal> {
  const root = { document: structuredClone(document) as Json };
  for (const operation of operations) {
    const applied = apply(root, operation);
    if (!applied.ok) return applied;
  }
  return ok(root.document as T);
}

function apply(root: { document: Json }, { op, path, from, value }: Operation): Result<void, PatchRefusal> {
  switch (op) {
    case "add":
      return put(root, path, value, "insert");
    case "replace":
      return put(root, path, value, "replace");
    case "remove":
      return take(root, path);
    case "test": {
      const found = find(root, path);
      const isEqual = found.ok && isDeepStrictEqual(found.value, value);
      return isEqual ? ok(undefined) : invalid(`testing value ${path} failed`);
    }
    case "copy":
    case "move": {
      const found = find(root, from!);
      if (!found.ok) return found;
      const copied = structuredClone(found.value);
      const taken = op === "move" ? take(root, from!) : ok(undefined);
      return taken.ok ? put(root, path, copied, "insert") : taken;
    }
    default:
      return invalid(`unexpected kind: ${op}`);
  }
}

function stepsOf(path: string): string[] | null {
  if (path === "") return [];
  if (!path.startsWith("/")) return null;
  const steps = path
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  // Must not reach the prototype.
  return steps.some((step) => step === "__proto__") ? null : steps;
}

/** The parent of a path's last segment. */
function holderOf(
  root: { document: Json },
  path: string,
): Result<{ holder: Container; key: string }, PatchRefusal> {
  const steps = stepsOf(path);
  if (!steps) return invalid(`invalid path: ${path}`);
  let holder: Json = root;
  let key = "document";
  for (const step of steps) {
    const member = memberOf(holder, key);
    if (!member || typeof member.value !== "object" || member.value === null) {
      return invalid(`path not found: ${path}`);
    }
    holder = member.value;
    key = step;
  }
  return ok({ holder: holder as Container, key });
}

function memberOf(holder: Json, key: string): { value: Json } | null {
  if (Array.isArray(holder))
    return /^(0|[1-9]\d*)$/.test(key) && Number(key) < holder.length ? { value: holder[Number(key)] } : null;
  const members = holder as Record<string, Json>;
  return Object.hasOwn(members, key) ? { value: members[key] } : null;
}

function find(root: { document: Json }, path: string): Result<Json, PatchRefusal> {
  const at = holderOf(root, path);
  if (!at.ok) return at;
  const member = memberOf(at.value.holder, at.value.key);
  return member ? ok(member.value) : invalid(`path not found: ${path}`);
}

function put(
  root: { document: Json },
  path: string,
  value: Json,
  how: "insert" | "replace",
): Result<void, PatchRefusal> {
  const at = holderOf(root, path);
  if (!at.ok) return at;
  const { holder, key } = at.value;
  if (how === "replace" && !memberOf(holder, key)) return invalid(`path not found: ${path}`);
  if (!Array.isArray(holder)) {
    holder[key] = value;
    return ok(undefined);
  }
  const index = key === "-" ? holder.length : Number(key);
  if (!/^(-|0|[1-9]\d*)$/.test(key) || index > holder.length) return invalid(`path not found: ${path}`);
  holder.splice(index, how === "insert" ? 0 : 1, value);
  return ok(undefined);
}

function take(root: { document: Json }, path: string): Result<void, PatchRefusal> {
  const at = holderOf(root, path);
  if (!at.ok) return at;
  const { holder, key } = at.value;
  if (!memberOf(holder, key)) return invalid(`path not found: ${path}`);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return ok(undefined);
}
