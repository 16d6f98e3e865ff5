import { db, type Tx } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { forgetKeys } from "./authenticate";
import type { Caller, Ctx } from "./context";
import { createApiKey, type NewApiKey } from "./create-api-key";
import type { KeyDialect } from "./dialects";
import { isPast } from "./keys/repository";
import { record } from "./record";
import type { IssueRefusal } from "./refusals";
import type { Scope } from "./scopes";

export interface IssueApiKey {
  name: string;
  scopes: readonly Scope[];
  /** The dialect of its client, for URLs that serve several. Omitted or null: any. */
  dialect?: KeyDialect | null;
  /** Addresses and CIDR ranges it may be used from. Omitted or empty: any. */
  allowedIps?: readonly string[];
  /** Omitted or null: it does not expire. */
  expiresAt?: Date | null;
}

/** Creates an API key for a caller. It can have only scopes that the caller has. */
export async function issueApiKey(ctx: Ctx, input: IssueApiKey): Promise<Result<NewApiKey, IssueRefusal>> {
  const issued = await db().transaction(async (tx): Promise<Result<NewApiKey, IssueRefusal>> => {
    const granted = await mayGrant(ctx, input.scopes, input.expiresAt, tx);
    if (!granted.ok) return granted;
    const made = await createApiKey(ctx.project.id, input, tx);
    const { id, name, scopes, expiresAt } = made.key;
    await record(ctx, "api_key.created", { apiKeyId: id, name, scopes, expiresAt }, tx);
    return ok(made);
  });
  forgetKeys();
  return issued;
}

/** Whether the caller may grant these scopes to a key with this expiry. */
export async function mayGrant(
  ctx: Ctx,
  scopes: readonly Scope[],
  expiresAt: Date | null | undefined,
  tx: Tx,
): Promise<Result<void, IssueRefusal>> {
  const missing = scopes.find((scope) => !holds(ctx.caller, scope));
  if (missing) return refuse({ code: "scope_not_held", scope: missing });
  if (expiresAt && (await isPast(expiresAt, tx))) return refuse({ code: "expiry_in_past" });
  return ok(undefined);
}

/**
 * Otherwise a key with `settings:write` could create one with `inbox:read`. An installation key creates the keys of every
 * project, and so can grant every scope there.
 */
function holds(caller: Caller, scope: Scope): boolean {
  switch (caller.kind) {
    case "key":
      return caller.scopes.includes(scope) || caller.scopes.includes("projects:write");
    case "operator":
    case "system":
      return true;
    case "page":
    case "user":
      return false;
  }
}
