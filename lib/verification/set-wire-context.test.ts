import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { find, setWireContext } from ".";
import { aContext, aProject, started } from "./testing";

useTestDatabase();

const jane = { identifier: { email: "jane@example.com" } };

describe("a verification's wire context", () => {
  it("is replaced by one of many parallel calls that read the same value", async () => {
    const ctx = aContext(await aProject());
    const verification = await started(ctx, { ...jane, wireContext: { isRead: false } });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        setWireContext(ctx, { verification, wireContext: { isRead: true, by: i } }),
      ),
    );
    const changed = { ok: false, refusal: { code: "wire_context_changed" } };
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toEqual(Array(19).fill(changed));
    const found = await find(ctx, verification.id);
    expect(found).toMatchObject({ ok: true, value: { wireContext: { isRead: true } } });
  });

  it("can be empty at first, and the same value again changes nothing", async () => {
    const ctx = aContext(await aProject());
    const verification = await started(ctx, jane);
    expect(verification.wireContext).toBeNull();
    const set = await setWireContext(ctx, { verification, wireContext: { a: 1 } });
    expect(set).toMatchObject({ ok: true, value: { wireContext: { a: 1 } } });
    if (!set.ok) return;
    const again = await setWireContext(ctx, { verification: set.value, wireContext: { a: 1 } });
    expect(again).toEqual(set);
  });

  it("cannot be changed by another project", async () => {
    const verification = await started(aContext(await aProject()), jane);
    const foreign = aContext(await aProject());
    const refused = await setWireContext(foreign, { verification, wireContext: {} });
    expect(refused).toEqual({ ok: false, refusal: { code: "verification_not_found" } });
  });
});
