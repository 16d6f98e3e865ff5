import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliveries, deliveryTries, events, providers } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { insertProject, updateProject } from "@/lib/projects";
import {
  channelsOf,
  createProvider,
  deleteProvider,
  findProvider,
  forgetProviders,
  isChannelInboxOnly,
  isEmailInboxOnly,
  listProviders,
  seedInbox,
  testProvider,
  updateProvider,
} from "..";
import { unseal } from "./config";
import { findRow } from "./repository";
import { type MailServer, reply, startMailServer } from "./testing";

useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  ctx = {
    project: await insertProject("Acme"),
    caller: { kind: "operator", operatorId: "00000000-0000-7000-8000-000000000002" },
    dialect: "console",
    requestId: "req_test",
    endUser: null,
  };
});

const password = "correct-horse-battery";
const config = { host: "mail.example", user: "acme", password, from: "no-reply@acme.example" };

async function created(input: Parameters<typeof createProvider>[1] = { kind: "smtp", config }) {
  const result = await createProvider(ctx, input);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

describe("a provider", () => {
  test("is shown without its secrets, which are stored encrypted", async () => {
    const provider = await created();
    expect(provider).toMatchObject({
      kind: "smtp",
      name: "SMTP",
      channels: ["email"],
      position: 0,
      secretsSet: ["password"],
      config: { host: "mail.example", port: 587, security: "starttls", user: "acme" },
    });
    expect(JSON.stringify(provider)).not.toContain(password);
    const rows = await db().execute(sql`
      select ${providers}::text || coalesce(encode(${providers.secrets}, 'escape'), '') as dump from ${providers}
      union all select ${events}::text from ${events}`);
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(unseal((await findRow(ctx.project.id, provider.id))!)).toMatchObject(config);
  });

  test("has the channels with a sender, and a refusal names the missing sender", async () => {
    const twilio = { accountSid: `AC${"0".repeat(32)}`, authToken: "secret", smsFrom: "Acme" };
    const voiceFrom = "+15005550006";
    const { id, channels } = await created({ kind: "twilio", config: twilio, countries: null });
    expect(channels).toEqual(["sms"]);
    const missing = (member: string, channel: string) => ({
      ok: false,
      refusal: {
        code: "provider_config_invalid",
        violations: [{ pointer: `/config/${member}`, message: `the channel ${channel} needs it` }],
      },
    });
    expect(await createProvider(ctx, { kind: "twilio", channels: ["sms", "voice"], config: twilio })).toEqual(
      missing("voiceFrom", "voice"),
    );
    expect(await updateProvider(ctx, id, { channels: ["voice"] })).toEqual(missing("voiceFrom", "voice"));
    const channelsAfter = async (config: Record<string, unknown>) => {
      const updated = await updateProvider(ctx, id, { config });
      return updated.ok ? updated.value.channels : updated;
    };
    expect(await channelsAfter({ voiceFrom })).toEqual(["sms", "voice"]);
    expect(await channelsAfter({ smsFrom: null })).toEqual(["voice"]);
    await updateProvider(ctx, id, { config: { smsFrom: "Acme" }, channels: ["voice"] });
    expect(await channelsAfter({ voiceFrom: null })).toEqual(missing("voiceFrom", "voice"));
  });

  test("keeps a secret that an update omits, and replaces one that it contains", async () => {
    const { id } = await created();
    const renamed = await updateProvider(ctx, id, { name: "Mail", config: { host: "mx.example" } });
    expect(renamed).toMatchObject({ ok: true, value: { name: "Mail", secretsSet: ["password"] } });
    expect(unseal((await findRow(ctx.project.id, id))!)).toMatchObject({ ...config, host: "mx.example" });
    await updateProvider(ctx, id, { config: { password: "another" } });
    expect(unseal((await findRow(ctx.project.id, id))!)).toMatchObject({ user: "acme", password: "another" });
    const cleared = await updateProvider(ctx, id, { config: { user: null, password: null } });
    expect(cleared).toMatchObject({ ok: true, value: { secretsSet: [] } });
  });

  test("is not changed by an invalid update", async () => {
    const { id } = await created();
    expect(await updateProvider(ctx, id, { config: { port: 99_999 } })).toMatchObject({
      ok: false,
      refusal: { code: "provider_config_invalid", violations: [{ pointer: "/config/port" }] },
    });
    expect(await updateProvider(ctx, id, { channels: ["sms"] })).toMatchObject({
      ok: false,
      refusal: { code: "provider_channel_unsupported", channel: "sms" },
    });
    expect(await findProvider(ctx, id)).toMatchObject({
      ok: true,
      value: { config: { port: 587 }, channels: ["email"] },
    });
  });

  test("of an unknown kind is refused with a list of the kinds", async () => {
    expect(await createProvider(ctx, { kind: "pigeon" })).toEqual({
      ok: false,
      refusal: {
        code: "provider_kind_unknown",
        known: ["inbox", "smtp", "resend", "twilio", "vonage", "http"],
      },
    });
  });

  test("of another project is not found", async () => {
    const { id } = await created();
    const elsewhere = { ...ctx, project: await insertProject("Other") };
    for (const result of [
      await findProvider(elsewhere, id),
      await updateProvider(elsewhere, id, { name: "Mine" }),
      await deleteProvider(elsewhere, id),
      await testProvider(elsewhere, id, { to: "jane@example.com" }, async () => null),
    ]) {
      expect(result).toEqual({ ok: false, refusal: { code: "provider_not_found" } });
    }
    expect((await listProviders(ctx.project.id)).map((provider) => provider.name)).toEqual(["SMTP"]);
  });

  test("is last unless it is given a position, and each change is recorded", async () => {
    const first = await created({ kind: "inbox" });
    const second = await created();
    const front = await created({ kind: "smtp", name: "Front", config, position: -1 });
    expect((await listProviders(ctx.project.id)).map(({ id }) => id)).toEqual([
      front.id,
      first.id,
      second.id,
    ]);
    await updateProvider(ctx, second.id, { isEnabled: false, config: { password: "another" } });
    await deleteProvider(ctx, first.id);
    const recorded = await db()
      .select()
      .from(events)
      .where(sql`${events.projectId} = ${ctx.project.id}`)
      .orderBy(events.id);
    expect(recorded.map(({ type, actor }) => [type, actor])).toEqual([
      ...Array(3).fill(["provider.created", "operator:00000000-0000-7000-8000-000000000002"]),
      ["provider.updated", "operator:00000000-0000-7000-8000-000000000002"],
      ["provider.deleted", "operator:00000000-0000-7000-8000-000000000002"],
    ]);
    expect(recorded[3]!.data).toMatchObject({ changed: ["isEnabled", "config.password"] });
  });
});

describe("the channels of a project", () => {
  test("are those of its enabled providers, and change immediately in this process", async () => {
    expect([...(await channelsOf(ctx.project.id))]).toEqual([]);
    const { id } = await created();
    expect([...(await channelsOf(ctx.project.id))]).toEqual(["email"]);
    await updateProvider(ctx, id, { isEnabled: false });
    expect([...(await channelsOf(ctx.project.id))]).toEqual([]);
  });

  test("are the inbox's at first, once", async () => {
    await seedInbox(ctx.project.id);
    await seedInbox(ctx.project.id);
    expect(await listProviders(ctx.project.id)).toHaveLength(1);
    expect([...(await channelsOf(ctx.project.id))]).toEqual(["email", "sms", "voice", "whatsapp"]);
    expect(await isEmailInboxOnly(ctx.project.id)).toBe(true);
    await created();
    expect(await isEmailInboxOnly(ctx.project.id)).toBe(false);
  });

  test("of a test project exclude paid channels, unless the project allows them", async () => {
    const staging = await insertProject("Staging", { environment: "test" });
    const project = (await updateProject(staging.id, {
      settings: { ...staging.settings, countries: ["US"] },
    }))!;
    ctx = { ...ctx, project };
    await seedInbox(project.id);
    const twilio = {
      accountSid: `AC${"0".repeat(32)}`,
      authToken: "0".repeat(32),
      smsFrom: "+15555550100",
    };
    await created({ kind: "twilio", config: twilio });
    expect(await isChannelInboxOnly(project.id, "sms")).toBe(true);
    await updateProject(project.id, { settings: { ...project.settings, usePaidProviders: true } });
    forgetProviders();
    expect(await isChannelInboxOnly(project.id, "sms")).toBe(false);
  });

  test("of the reserved project are those of the oldest ordinary one", async () => {
    await db().execute(sql`truncate projects cascade`);
    ctx = { ...ctx, project: await insertProject("Oldest") };
    await insertProject("Newer");
    const reserved = await insertProject("Console", { kind: "reserved" });
    await created();
    expect([...(await channelsOf(reserved.id))]).toEqual(["email"]);
  });
});

describe("a test message", () => {
  let server: MailServer;
  afterEach(() => server?.close());

  const toServer = () =>
    created({
      kind: "smtp",
      config: { host: "127.0.0.1", port: server.port, security: "none", from: "a@b.example" },
    });

  test("is sent immediately, without the outbox, and returns the server's reply", async () => {
    server = await startMailServer();
    const { id } = await toServer();
    expect(await testProvider(ctx, id, { to: "jane@example.com" }, async () => null)).toEqual({
      ok: true,
      value: {
        outcome: "accepted",
        channel: "email",
        explanation: "250 2.0.0 Ok: queued as Q1",
        providerCode: null,
        meaning: null,
        providerName: "the mail server at 127.0.0.1",
      },
    });
    expect(server.mails[0]!.subject).toBe("Test message for Acme");
    expect(await db().select().from(deliveries)).toEqual([]);
    expect(await db().select().from(deliveryTries)).toEqual([]);
  });

  test("that is refused returns the reason, and is recorded with a masked recipient", async () => {
    server = await startMailServer({ onRecipient: () => reply(550, "5.1.1 user unknown") });
    const { id } = await toServer();
    expect(await testProvider(ctx, id, { to: "jane@example.com" }, async () => null)).toMatchObject({
      ok: true,
      value: { outcome: "refused", explanation: "550 5.1.1 user unknown" },
    });
    const recorded = await db()
      .select()
      .from(events)
      .where(sql`${events.projectId} = ${ctx.project.id} and type = 'provider.tested'`);
    expect(recorded.map(({ data }) => data)).toEqual([
      expect.objectContaining({ providerId: id, outcome: "refused", to: "j•••@example.com" }),
    ]);
  });

  test("to a number needs a provider that sends SMS", async () => {
    const { id } = await created();
    expect(await testProvider(ctx, id, { to: "+4915112345678" }, async () => null)).toEqual({
      ok: false,
      refusal: { code: "provider_channel_unsupported", channel: "sms" },
    });
  });
});
