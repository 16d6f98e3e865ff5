import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/lib/access";
import { aContext, aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { recordStatements, useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import type { Locale } from "@/lib/i18n";
import { findProject } from "@/lib/projects";
import type { EmailMessage } from "../message";
import { renderMessage, textOf } from "../render-message";
import { aChallenge } from "../testing";
import type { MessageTexts } from "./parts";
import { previewMessageTemplate } from "./preview-template";
import { restoreMessageTemplate, saveMessageTemplate } from "./save-template";
import {
  findMessageTemplate,
  findTemplateVersion,
  keptVersions,
  listMessageTemplates,
  listTemplateVersions,
} from "./template";

useTestDatabase();
const statements = recordStatements();

let ctx: Ctx;
beforeEach(async () => {
  ctx = aContext(await aProject({ policies: { payout: {} } }));
});

async function save(texts: MessageTexts, purpose = "confirm", locale: Locale = "en") {
  const saved = await saveMessageTemplate(ctx, { purpose, locale }, texts);
  if (!saved.ok) throw new Error(saved.refusal.code);
  return saved.value;
}

async function send(
  channel: "email" | "sms" | "voice" | "whatsapp",
  { purpose = "confirm", locale = "en", code = "048213" as string | null } = {},
) {
  const project = (await findProject(ctx.project.id))!;
  const recipient = channel === "email" ? "jane@example.com" : "+4915112345678";
  const delivery = {
    id: "0190a000-0000-7000-8000-000000000001",
    channel,
    recipient,
    locale,
    customMessage: null,
  };
  return renderMessage(delivery, project, aChallenge({ purpose, code }));
}
const mail = async (options = {}) => (await send("email", options)) as EmailMessage;

test("replace ours part by part, in every kind of message", async () => {
  const ours = await mail();
  await save({
    subject: "{brand}: {code}",
    heading: "<b>Welcome</b> & hello",
    footer: "Acme Ltd\n\n1 Main Street",
    linkSubject: "Link, {minutes, plural, one {# minute} other {# minutes}}",
    sms: "{brand} code {code}, {lifetime}",
    call: "Hi from {brand}.\nThe code is {code}.",
  });
  const own = await mail();
  expect(own.subject).toBe("Acme: 048213");
  expect(own.html).toContain("&lt;b&gt;Welcome&lt;/b&gt; &amp; hello");
  // The footer comes after the warnings.
  expect(own.text).toMatch(/Do not share it\.[\s\S]*\n\nAcme Ltd\n\n1 Main Street\n$/);
  expect(own.text).toContain("Enter this code where you were asked for it.");
  expect(own.html).not.toBe(ours.html);
  expect((await mail({ code: null })).subject).toBe("Link, 10 minutes");
  expect(textOf(await send("sms"))).toBe("Acme code 048213, 10 minutes\n\n@localhost #048213");
  expect(textOf(await send("whatsapp"))).toBe("Acme code 048213, 10 minutes");
  const call = ["Hi from Acme.", "The code is 0, 4, 8, 2, 1, 3."];
  expect(await send("voice")).toMatchObject({ sentences: [...call, ...call] });
});

test("apply to purposes and languages without their own", async () => {
  await save({ subject: "confirm es" }, "confirm", "es");
  await save({ subject: "payout es" }, "payout", "es");
  await save({ subject: "confirm es-419" }, "confirm", "es-419");
  const subjectOf = async (purpose: string, locale: string) => (await mail({ purpose, locale })).subject;
  expect(await subjectOf("confirm", "es")).toBe("confirm es");
  expect(await subjectOf("confirm", "es-419")).toBe("confirm es-419");
  expect(await subjectOf("payout", "es-419")).toBe("payout es");
  expect(await subjectOf("payout", "en")).toBe("048213 is your Acme code");
  expect(await subjectOf("authenticate", "es")).toContain("048213");
  ctx = { ...ctx, project: (await findProject(ctx.project.id))! };
  const cleared = await previewMessageTemplate(ctx, { purpose: "payout", locale: "es" }, {});
  expect(cleared).toMatchObject({ value: { email: { subject: "confirm es" } } });
});

test("are read from the database only by projects that have some", async () => {
  const readTemplates = () =>
    statements.filter((one) => one.includes('message_templates"') && one.includes("distinct on"));
  statements.length = 0;
  await mail();
  expect(readTemplates()).toEqual([]);
  await save({ subject: "own" });
  statements.length = 0;
  await mail();
  await mail();
  expect(readTemplates()).toHaveLength(1);
  await save({});
  statements.length = 0;
  expect((await mail()).subject).toBe("048213 is your Acme code");
  expect(readTemplates()).toEqual([]);
});

test("have versions, which can be restored, with who and when", async () => {
  const name = { purpose: "confirm", locale: "en" } as const;
  await save({ subject: "one" });
  await save({ subject: "two", heading: "two" });
  await save({ heading: "two", subject: "two" });
  await save({});
  expect(await listMessageTemplates(ctx)).toEqual([]);
  const second = await findTemplateVersion(ctx, name, 2);
  expect(second.ok && Object.keys(second.value.texts)).toEqual(["subject", "heading"]);
  const restored = await restoreMessageTemplate(ctx, name, 1);
  expect(restored).toMatchObject({ ok: true, value: { version: 4, texts: { subject: "one" } } });
  const versions = await listTemplateVersions(ctx, name);
  expect(versions.ok && versions.value.map(({ version, texts }) => [version, texts])).toEqual([
    [4, { subject: "one" }],
    [3, {}],
    [2, { subject: "two", heading: "two" }],
    [1, { subject: "one" }],
  ]);
  const [latest] = versions.ok ? versions.value : [];
  expect(latest!.changedBy).toBe("key:00000000-0000-7000-8000-000000000001");
  expect(Math.abs(latest!.changedAt!.getTime() - Date.now())).toBeLessThan(60_000);
  expect(await restoreMessageTemplate(ctx, name, 9)).toMatchObject({
    refusal: { code: "message_template_version_not_found" },
  });
  const events = await listEvents(ctx.project.id, { type: "message_template.updated", limit: 10 });
  expect(events.map(({ data }) => data)).toEqual([
    { ...name, version: 4, parts: ["subject"], restored: 1 },
    { ...name, version: 3, parts: ["subject", "heading"] },
    { ...name, version: 2, parts: ["subject", "heading"] },
    { ...name, version: 1, parts: ["subject"] },
  ]);
});

test("saved at the same moment get different versions, and only the latest are kept", async () => {
  await Promise.all(Array.from({ length: keptVersions + 5 }, (_, i) => save({ subject: `text ${i}` })));
  const versions = await listTemplateVersions(ctx, { purpose: "confirm", locale: "en" });
  const numbers = versions.ok ? versions.value.map(({ version }) => version) : [];
  expect(numbers).toEqual(Array.from({ length: keptVersions }, (_, i) => keptVersions + 5 - i));
  const [row] = await db().execute(
    sql`select count(*)::int as count from message_templates where project_id = ${ctx.project.id}`,
  );
  expect(row).toEqual({ count: keptVersions });
});

test("belong to one project and one of its purposes", async () => {
  await save({ subject: "own" });
  const other = aContext(await aProject());
  const name = { purpose: "confirm", locale: "en" } as const;
  expect(await listMessageTemplates(other)).toEqual([]);
  expect(await findMessageTemplate(other, name)).toMatchObject({ value: { version: 0, texts: {} } });
  expect(await restoreMessageTemplate(other, name, 1)).toMatchObject({ ok: false });
  expect(await saveMessageTemplate(other, { purpose: "payout", locale: "en" }, {})).toMatchObject({
    refusal: { code: "purpose_unknown" },
  });
});
