import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { someone, start } from "./acts";
import { aClient, expectProblem } from "./harness";

useTestDatabase();

let worker: Worker;
beforeAll(() => {
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

const path = "/message-templates/confirm/en";

describe("/message-templates", () => {
  it("saves texts, which the next message has, and lists, restores and resets them", async () => {
    const client = await aClient();
    const untouched = (await client.call("GET", path)).body;
    expect(untouched).toMatchObject({ version: 0, updatedAt: null, updatedBy: null, warnings: [] });
    expect(untouched.texts.subject).toBeNull();
    expect(untouched.defaults.subject).toBe("{code} is your {brand} code");

    // The response's texts can be sent back as they are.
    const texts = { ...untouched.texts, subject: "{brand} says {code}" };
    const saved = await client.call("PUT", path, { body: { texts } });
    expect(saved.body).toMatchObject({ version: 1, texts, updatedBy: { type: "key" } });
    const email = someone();
    await start(client, { email });
    const inbox = (await client.call("GET", `/inbox/messages?to=${email}&waitSeconds=10`)).body;
    expect(inbox.data[0].subject).toMatch(/^Acme says \d{6}$/);

    expect((await client.call("GET", "/message-templates")).body.data).toEqual([saved.body]);
    const reset = (await client.call("DELETE", path)).body;
    expect(reset).toMatchObject({ version: 2, texts: { subject: null } });
    expect((await client.call("GET", "/message-templates")).body.data).toEqual([]);
    const restored = await client.call("POST", `${path}/restoration`, { body: { version: 1 } });
    expect(restored.body).toMatchObject({ version: 3, texts });
    const { data } = (await client.call("GET", `${path}/versions`)).body;
    expect(data.map(({ version, texts }: typeof saved.body) => [version, texts.subject])).toEqual([
      [3, "{brand} says {code}"],
      [2, null],
      [1, "{brand} says {code}"],
    ]);
    const missing = await client.call("POST", `${path}/restoration`, { body: { version: 9 } });
    expectProblem(missing, 404, "message_template_version_not_found");
  });

  it("refuses texts that could not be used, with a pointer to each", async () => {
    const client = await aClient();
    const texts = { sms: "Hello", subject: "{otp}", button: "x".repeat(61) };
    for (const [method, to] of [
      ["PUT", path],
      ["POST", `${path}/previews`],
      ["POST", `${path}/tests`],
    ] as const) {
      const body = { texts, ...(to.endsWith("tests") && { to: "jane@example.com" }) };
      const { violations } = expectProblem(await client.call(method, to, { body }), 400, "request_invalid");
      expect(violations.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
        "/texts/button",
        "/texts/sms",
        "/texts/subject",
      ]);
    }
    const unknown = await client.call("PUT", "/message-templates/payout/en", { body: { texts: {} } });
    expectProblem(unknown, 422, "purpose_unknown");
    expectProblem(await client.call("GET", "/message-templates/confirm/xx"), 404, "not_found");
  });

  it("previews texts without saving them, and warns of long SMS", async () => {
    const client = await aClient();
    const texts = { subject: "Hi {code}", sms: `{code} ${"long ".repeat(40)}`, call: "{code}" };
    const preview = (await client.call("POST", `${path}/previews`, { body: { texts } })).body;
    expect(preview).toMatchObject({
      email: { subject: "Hi 123456" },
      linkEmail: { subject: "Confirm your address for Acme" },
      sms: { encoding: "gsm7", segments: 2 },
      call: ["1, 2, 3, 4, 5, 6", "1, 2, 3, 4, 5, 6"],
    });
    expect((await client.call("GET", path)).body.version).toBe(0);
    const { warnings } = (await client.call("PUT", path, { body: { texts } })).body;
    expect(warnings).toEqual([{ part: "sms", message: expect.stringContaining("takes 2 segments") }]);
    const saved = (await client.call("POST", `${path}/previews`, { body: {} })).body;
    expect(saved).toEqual(preview);
  });

  it("sends a test through the project's provider, but not to its inbox", async () => {
    const client = await aClient();
    const mail: string[] = [];
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onData: (stream, _, done) => {
        stream.on("data", (chunk) => mail.push(String(chunk)));
        stream.on("end", done);
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const body = { to: "jane@example.com", texts: { subject: "Only a test: {code}" } };
      const without = await client.call("POST", `${path}/tests`, { body });
      expectProblem(without, 422, "channel_not_configured");
      const { port } = server.server.address() as { port: number };
      const config = { host: "127.0.0.1", port, security: "none", from: "Acme <a@example.com>" };
      await client.call("POST", "/providers", { body: { kind: "smtp", config } });
      const sent = await client.call("POST", `${path}/tests`, { body });
      expect(sent.body).toMatchObject({ outcome: "accepted", channel: "email" });
      expect(mail.join("")).toContain("Subject: Only a test: 123456");
      const { data } = (await client.call("GET", "/events?type=message_template.tested")).body;
      expect(data).toHaveLength(1);
      expect(JSON.stringify(data)).not.toContain("jane@");
    } finally {
      server.close();
    }
    const wrong = { to: "jane@example.com", channel: "sms" };
    expectProblem(await client.call("POST", `${path}/tests`, { body: wrong }), 422, "channel_not_supported");
  });
});
