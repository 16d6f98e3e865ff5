import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { addIdentifier, deleteUser, findUser, updateUser } from "@/lib/users";
import { aUser } from "@/lib/users/testing";
import { checkCode } from ".";
import { codeOf } from "./secret";
import { aContext, aProject, started } from "./testing";

useTestDatabase();

const times = <T>(count: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)));

describe("linking identifiers during parallel changes of users", () => {
  it("addresses proven for one user in parallel are all linked, and one is primary", async () => {
    const ctx = aContext(await aProject());
    for (let round = 0; round < 5; round++) {
      const user = await aUser(ctx);
      const emails = Array.from({ length: 8 }, (_, i) => `jane${round}.${i}@example.com`);
      const all = await Promise.all(
        emails.map((email) => started(ctx, { identifier: { email }, userId: user.id })),
      );
      const results = await Promise.all(
        all.map((v) => checkCode(ctx, { verificationId: v.id, code: codeOf(v) })),
      );
      expect(results.map((r) => r.ok)).toEqual(Array(8).fill(true));
      const found = await findUser(ctx, user.id);
      if (!found.ok) throw new Error(found.refusal.code);
      expect(found.value.identifiers.map((i) => i.value).sort()).toEqual(emails);
      expect(found.value.identifiers.filter((i) => i.isPrimary)).toHaveLength(1);
    }
  });

  it("a proof and a backend that change one user in parallel never deadlock", async () => {
    const ctx = aContext(await aProject());
    for (let round = 0; round < 5; round++) {
      const user = await aUser(ctx);
      const emails = Array.from({ length: 6 }, (_, i) => `joe${round}.${i}@example.com`);
      const all = await Promise.all(
        emails.map((email) => started(ctx, { identifier: { email }, userId: user.id })),
      );
      await times(12, async (i): Promise<unknown> => {
        const v = all[i % 6]!;
        if (i === 3) await updateUser(ctx, { userId: user.id, name: "Joe" });
        if (i < 6) return checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
        const identifier = { email: emails[i % 6]! };
        return addIdentifier(ctx, { userId: user.id, identifier, isAsserted: i % 2 === 0 });
      });
      const found = await findUser(ctx, user.id);
      expect(found.ok && found.value.identifiers.map((i) => i.value).sort()).toEqual(emails);
      expect(found.ok && found.value.identifiers.filter((i) => i.isPrimary)).toHaveLength(1);
    }
  });

  it("if the user is deleted during the proof, it succeeds without a user", async () => {
    const ctx = aContext(await aProject());
    for (let round = 0; round < 20; round++) {
      const user = await aUser(ctx);
      const v = await started(ctx, { identifier: { email: `a${round}@example.com` }, userId: user.id });
      const [checked] = await Promise.all([
        checkCode(ctx, { verificationId: v.id, code: codeOf(v) }),
        deleteUser(ctx, user.id),
      ]);
      expect(checked).toMatchObject({ ok: true });
    }
  });
});
