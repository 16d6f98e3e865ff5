import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { projects, providers } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";

useTestDatabase();

const [older, newer] = ["an-older-secret-of-this-installation", "a-newer-secret-of-this-installation"];

/** The modules of a process that is started with these secrets. */
async function processWith(...secrets: string[]) {
  vi.resetModules();
  vi.stubEnv("COUNTERSIGN_SECRETS", secrets.join());
  const [access, testing, boot, { reencryptSecrets }, delivery, social, webhooks, protection] =
    await Promise.all([
      import("@/lib/access"),
      import("@/lib/access/testing"),
      import("./repository"),
      import("./reencrypt"),
      import("@/lib/delivery"),
      import("@/lib/social"),
      import("@/lib/webhooks"),
      import("@/lib/protection"),
    ]);
  return { access, testing, boot, reencryptSecrets, delivery, social, webhooks, protection };
}

test("a start with a new secret first encrypts everything with it, so that the older one can be removed", async () => {
  const before = await processWith(older);
  const project = await before.testing.aProject();
  const ctx = before.testing.aContext(project);
  const smtp = { host: "127.0.0.1", user: "acme", password: "hunter22", from: "no-reply@acme.example" };
  const oauth = { issuer: "https://id.acme.example", clientId: "acme", clientSecret: "hunter22" };
  const made = await Promise.all([
    before.delivery.createProvider(ctx, { kind: "smtp", position: 0, config: smtp }),
    before.social.createConnector(ctx, { kind: "oidc", target: "acme", name: "Acme", config: oauth }),
    before.webhooks.createEndpoint(ctx, { url: "https://acme.example/hooks" }),
    before.access.offerTotp(await before.access.insertOperator("ada@acme.example", "Ada")),
  ]);
  expect(made.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  const sealedSecret = before.protection.sealChallengeSecret("hunter22", project.id);
  const challenge = { ...project.settings.protection.challenge, sealedSecret };
  const settings = { ...project.settings, protection: { ...project.settings.protection, challenge } };
  await db().update(projects).set({ settings }).where(eq(projects.id, project.id));
  const { keys } = await before.access.publicKeySet();

  const between = await processWith(newer, older);
  expect(await between.boot.countEncryptedOtherwise([between.access.currentKeyId()])).toBe(5 + keys.length);
  const [lost] = await db().select().from(providers);
  const foreign = Buffer.concat([Buffer.alloc(4), lost!.secrets!.subarray(4)]);
  const lostId = crypto.randomUUID();
  await db()
    .insert(providers)
    .values({ ...lost!, id: lostId, name: "lost", secrets: foreign });
  await between.reencryptSecrets();

  const after = await processWith(newer);
  expect(await after.boot.countEncryptedOtherwise(after.access.heldKeyIds())).toBe(1);
  await db().delete(providers).where(eq(providers.id, lostId));
  expect(await after.delivery.listProviders(project.id)).toMatchObject([{ secretsSet: ["password"] }]);
  expect(await after.social.listConnectors(project.id)).toMatchObject([{ secretsSet: ["clientSecret"] }]);
  expect(await after.webhooks.listEndpoints(project.id, { limit: 2 })).toHaveLength(1);
  expect(await after.access.publicKeySet()).toMatchObject({ keys });
});
