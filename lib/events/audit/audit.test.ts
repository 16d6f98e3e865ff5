import { beforeEach, expect, test } from "vitest";
import { withOwnConnection } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { appendEvent } from "../repository";
import type { EventType } from "../types";
import { checkAuditChain } from "./check-chain";
import { listAuditEntries, readAuditHead } from "./repository";

useTestDatabase();

const projectId = newId();

function append(type: EventType, actor = "operator:00000000-0000-7000-8000-000000000001"): Promise<void> {
  return appendEvent({ projectId, type, actor, requestId: "req_1", data: { name: "Ä “1”", count: 1.5 } });
}

/** What somebody with full access to the database does. */
async function tamper(statement: string): Promise<void> {
  await withOwnConnection((own) =>
    own.begin(async (tx) => {
      await tx`alter table audit_entries disable trigger audit_entries_append_only`;
      await tx.unsafe(statement);
      await tx`alter table audit_entries enable trigger audit_entries_append_only`;
    }),
  );
}

/** Five entries in an empty log. */
beforeEach(async () => {
  await tamper("delete from audit_entries");
  await tamper("update audit_head set sequence = 0, hash = ''");
  for (let i = 0; i < 5; i++) await append("api_key.created");
});

test("what operators do and changes of keys and settings are entries, what people cause is not", async () => {
  await append("verification.canceled");
  await append("project.updated", "key:1");
  for (const type of [
    "verification.started",
    "delivery.accepted",
    "user.created",
    "suppression.created",
  ] as const)
    await append(type, "key:1");
  const types = (await listAuditEntries({ projectId }, { limit: 10 })).map(({ type }) => type);
  expect(types.slice(0, 2)).toEqual(["project.updated", "verification.canceled"]);
  expect(types).toHaveLength(7);
});

test("30 parallel entries follow each other without a gap", async () => {
  await Promise.all(Array.from({ length: 30 }, () => append("api_key.deleted")));
  expect((await readAuditHead()).sequence).toBe(35);
  expect(await checkAuditChain()).toMatchObject({ isIntact: true });
});

test("the check reads the same content in every time zone", async () => {
  await tamper(
    `do $$ begin execute format('alter database %I set timezone to ''Asia/Tokyo''', current_database()); end $$`,
  );
  await append("api_key.created");
  expect(await checkAuditChain()).toMatchObject({ isIntact: true });
});

const zeros = "decode(repeat('00', 32), 'hex')";
const columns = "event_id, project_id, type, actor, request_id, data, address, user_agent, created_at";

test.each([
  ["the first entry is deleted", "delete from audit_entries where sequence = 1", 1, "missing"],
  ["one in the middle is deleted", "delete from audit_entries where sequence = 3", 3, "missing"],
  ["the last one is deleted", "delete from audit_entries where sequence = 5", 5, "missing"],
  ["an actor is changed", "update audit_entries set actor = 'system' where sequence = 2", 2, "changed"],
  ["data are changed", `update audit_entries set data = '{}' where sequence = 5`, 5, "changed"],
  [
    "two are swapped",
    "update audit_entries set event_id = (select event_id from audit_entries where sequence = 7 - e.sequence) from (select 3 as sequence union select 4) e where audit_entries.sequence = e.sequence",
    3,
    "changed",
  ],
  [
    "one is inserted at the end, with a fitting hash",
    `
    insert into audit_entries
    select (next).* from (select jsonb_populate_record(e, jsonb_build_object('sequence', 6)) as next from audit_entries e where sequence = 5) forged;
    update audit_entries e set hash = sha256((select hash from audit_entries where sequence = 5) || convert_to(audit_content(e), 'UTF8')) where sequence = 6`,
    6,
    "inserted",
  ],
  [
    "one is inserted in the middle",
    `
    update audit_entries set sequence = -sequence where sequence > 2;
    update audit_entries set sequence = 1 - sequence where sequence < 0;
    insert into audit_entries (sequence, ${columns}, hash) select 3, ${columns}, ${zeros} from audit_entries where sequence = 2`,
    3,
    "changed",
  ],
])("%s: the check finds it", async (_, statement, sequence, flaw) => {
  expect(await checkAuditChain()).toMatchObject({ isIntact: true });
  await tamper(statement);
  expect(await checkAuditChain()).toEqual({ isIntact: false, sequence, flaw });
});

test("entries cannot be changed or deleted by mistake", async () => {
  for (const statement of [
    "delete from audit_entries",
    "update audit_entries set actor = ''",
    "truncate audit_entries",
  ])
    await expect(withOwnConnection((own) => own.unsafe(statement))).rejects.toThrow("append-only");
});

test("an entry of a transaction that fails is not written", async () => {
  await withOwnConnection((own) =>
    own.begin(async (tx) => {
      await tx`insert into events (id, project_id, type, actor) values (${newId()}, ${projectId}, 'api_key.deleted', 'system')`;
      throw new Error("undone");
    }),
  ).catch(() => undefined);
  expect((await readAuditHead()).sequence).toBe(5);
  expect(await checkAuditChain()).toMatchObject({ isIntact: true });
});
