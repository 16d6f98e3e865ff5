import { expect, test } from "vitest";
import { withOwnConnection } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { appendEvent, checkAuditChain } from "@/lib/events";
import { newId } from "@/lib/id";
import { checkAuditCheckpoint, signAuditCheckpoint } from "./audit-checkpoint";

useTestDatabase();

function append(): Promise<void> {
  return appendEvent({ projectId: newId(), type: "api_key.created", actor: "system", requestId: null });
}

test("somebody who changes an entry and computes all hashes anew is found out by the checkpoint, which is then left alone", async () => {
  expect(await checkAuditCheckpoint()).toBe("none");
  for (let i = 0; i < 3; i++) await append();
  await signAuditCheckpoint();
  expect(await checkAuditCheckpoint()).toBe("intact");

  await withOwnConnection((own) =>
    own.unsafe(`
      alter table audit_entries disable trigger all;
      update audit_entries set actor = 'key:somebody' where sequence = 2;
      do $$
      declare
        entry audit_entries;
        previous bytea := '';
      begin
        for entry in select * from audit_entries order by sequence loop
          previous := sha256(previous || convert_to(audit_content(entry), 'UTF8'));
          update audit_entries set hash = previous where sequence = entry.sequence;
        end loop;
        update audit_head set hash = previous;
      end $$`),
  );
  expect(await checkAuditChain()).toMatchObject({ isIntact: true });
  expect(await checkAuditCheckpoint()).toBe("broken");
  await append();
  await signAuditCheckpoint();
  expect(await checkAuditCheckpoint()).toBe("broken");

  await withOwnConnection(
    (own) => own`update installation set value = jsonb_set(value::jsonb, '{hash}', to_jsonb((
      select encode(hash, 'hex') from audit_entries where sequence = 3)))::text where name = 'audit_checkpoint'`,
  );
  expect(await checkAuditCheckpoint()).toBe("forged");
});
