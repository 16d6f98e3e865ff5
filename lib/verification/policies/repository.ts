import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { type Policy, policies } from "@/drizzle/schema";
import { type Db, db, isDistributed } from "@/lib/db";

/*
 * Every verification keeps the policy it was started with. A policy is most of a verification's bytes, and thousands of
 * verifications share one, so it is stored once, under the digest of its content. Its row never changes and is never deleted:
 * there are few, and a statement may refer to any of them.
 */

/** A policy as the parameters `policyId` and `policy` of a statement. */
export interface PolicyFields {
  /** The first 128 bits of the SHA-256 of `policy`, as a UUID. */
  policyId: string;
  /** JSON. */
  policy: string;
}

/** Policies repeat, so the latest are kept. */
const latestIds = new Map<string, string>();
const maxLatest = 1000;

export function policyFields(resolved: Policy): PolicyFields {
  const policy = JSON.stringify(resolved);
  let policyId = latestIds.get(policy);
  if (policyId === undefined) {
    const hex = createHash("sha256").update(policy).digest("hex").slice(0, 32);
    policyId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    if (latestIds.size >= maxLatest) latestIds.clear();
    latestIds.set(policy, policyId);
  }
  return { policyId, policy };
}

const copied = new Set<string>();

/**
 * On Citus, every server has a copy of the table, and `storePolicy` must not insert into one of them alone. So a process stores a
 * policy on all of them before the first statement that needs it.
 */
export async function copyPolicy({ policyId, policy }: PolicyFields): Promise<void> {
  if (!isDistributed() || copied.has(policyId)) return;
  await db().execute(
    sql`insert into ${policies} (id, policy) values (${policyId}::uuid, ${policy}::jsonb) on conflict do nothing`,
  );
  copied.add(policyId);
}

/** Stores the policy of the parameters, if no verification had it before. */
export function storePolicy(db: Db) {
  const id = sql`${sql.placeholder("policyId")}::uuid`;
  return db.$with("stored_policy", {}).as(storing(id, sql`${sql.placeholder("policy")}::jsonb`));
}

/** The same outside a larger statement. */
export function storingOf({ policyId, policy }: PolicyFields): SQL {
  return storing(sql`${policyId}::uuid`, sql`${policy}::jsonb`);
}

function storing(id: SQL, policy: SQL): SQL {
  // Looking first costs less than an insert that meets a conflict. Another start may still be faster.
  return sql`insert into ${policies} (id, policy) select ${id}, ${policy}
    where not exists (select from ${policies} where id = ${id}) on conflict do nothing`;
}
