import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { createUser } from "../create-user";
import { hashPassword, passwordMatches } from "./hash";
import { hasPassword, isPasswordOf } from "./is-password-of";
import { setPassword } from "./set-password";

useTestDatabase();

describe("passwords", () => {
  it("a hash does not contain the password, and differs each time", async () => {
    const [a, b] = [await hashPassword("correct horse"), await hashPassword("correct horse")];
    expect(a).not.toBe(b);
    expect(a).not.toContain("horse");
    expect(await passwordMatches("correct horse", a)).toBe(true);
    expect(await passwordMatches("correct horsf", a)).toBe(false);
    expect(await passwordMatches("", null)).toBe(false);
  });

  it("an older, cheaper hash still verifies", async () => {
    const cheap = "scrypt$16384$8$1$c2FsdA==$";
    const { scryptSync } = await import("node:crypto");
    const key = scryptSync("old one", "salt", 32, { N: 16384, r: 8, p: 1 }).toString("base64");
    expect(await passwordMatches("old one", cheap + key)).toBe(true);
  });

  it("belongs to one user of one project, and is replaced by the next one", async () => {
    const [ctx, other] = [aContext(await aProject()), aContext(await aProject())];
    const user = await createUser(ctx, { identifiers: [], password: "first one" });
    const userId = user.ok ? user.value.id : "";
    expect(await hasPassword(ctx, userId)).toBe(true);
    expect(await hasPassword(other, userId)).toBe(false);
    expect(await isPasswordOf(ctx, { userId, password: "first one" })).toBe(true);
    expect(await isPasswordOf(other, { userId, password: "first one" })).toBe(false);
    expect(await isPasswordOf(ctx, { userId: null, password: "first one" })).toBe(false);
    await setPassword(ctx, { userId, password: "second one" });
    expect(await isPasswordOf(ctx, { userId, password: "first one" })).toBe(false);
    expect(await isPasswordOf(ctx, { userId, password: "second one" })).toBe(true);
    expect(await setPassword(other, { userId, password: "x" })).toMatchObject({
      refusal: { code: "user_not_found" },
    });
    expect(inspect(user, { depth: 9 })).not.toContain("scrypt");
  });
});
