import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { age } from "@/lib/verification/testing";
import { anApp, anAppWithIdentity, flowIn, type JsonBody, me, nodeOf, only, useWorker } from "./harness";

useTestDatabase();
useWorker();

const codeSent = {
  id: 1080003,
  text: "An email containing a verification code has been sent to the email address you provided. If you have not received an email, check the spelling of the address and make sure to use the address you registered with.",
  type: "info",
};

describe("submitting an address", () => {
  it("KA-07 without an address, as JSON", async () => {
    const app = await anApp();
    const api = await app.apiFlow();
    const browser = app.browser();
    const flow = await browser.flow();
    const csrf_token = nodeOf(flow, "csrf_token").attributes.value;
    const answers = [
      await app.submit(api, { method: "code" }),
      await browser.send("POST", `/self-service/verification?flow=${flow.id}`, {
        json: { method: "code", csrf_token },
        headers: { accept: "application/json" },
      }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body.active).toBe("code");
      expect(nodeOf(body, "email").messages).toEqual([
        { id: 4000002, text: "Property email is missing.", type: "error", context: { property: "email" } },
      ]);
      expect(nodeOf(body, "email").attributes.value).toBe("");
    }
    expect(nodeOf(answers[0]!.body, "csrf_token").attributes.value).toBe("");
  });

  it("KA-08 without an address, by form", async () => {
    const browser = (await anApp()).browser();
    const flow = await browser.flow();
    const answer = await browser.submit(flow, { method: "code" });
    expect(flowIn(answer)).toBe(flow.id);
    const shown = await browser.read(flow.id);
    expect(nodeOf(shown, "email").messages[0]).toMatchObject({ id: 4000002 });
    // Shown once: the next submission removes it.
    const after = await browser.submitted(shown, { method: "code", email: "a@example.com" });
    expect(after.ui.nodes.flatMap((node: JsonBody) => node.messages)).toEqual([]);
  });

  it("KA-09 an unknown address, which gets a message", async () => {
    const app = await anApp({ settings: { notifyUnknownRecipients: true } });
    const flow = await app.apiFlow();
    const { status, body } = await app.submit(flow, { method: "code", email: "unknown@ory.sh" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ active: "code", state: "sent_email" });
    expect(only(body)).toEqual(codeSent);
    expect(nodeOf(body, "email").attributes.value).toBe("unknown@ory.sh");
    const [message] = await app.messages("unknown@ory.sh");
    expect(message).toMatchObject({
      subject: "Someone tried to verify this email address",
      template_type: "verification_code_invalid",
    });
    expect(message.body).toContain("If this was you, check if you signed up using a different address.");
    expect(message.body).not.toMatch(/\d{6}/);
  });

  it("KA-10 an unknown address, which gets no message", async () => {
    const app = await anAppWithIdentity();
    const flow = await app.apiFlow();
    const unknown = await app.submit(flow, { method: "code", email: "unknown@ory.sh" });
    const { body: same } = await app.submit(await app.apiFlow(), { method: "code", email: me });
    const shape = ({ ui, state }: JsonBody) => ({
      ui: ui.messages,
      names: ui.nodes.map((n: JsonBody) => n.meta),
      state,
    });
    expect(shape(unknown.body)).toEqual(shape(same));
    await app.messages(me);
    const { body } = await app.admin("GET", "/courier/messages?recipient=unknown%40ory.sh");
    expect(body).toEqual([]);
  });

  it("KA-11 the form afterwards", async () => {
    const app = await anApp();
    const browser = app.browser();
    const flow = await browser.flow();
    const shown = await browser.submitted(flow, { method: "code", email: "test@ory.sh" });
    const token = nodeOf(shown, "csrf_token").attributes.value;
    expect(token).toHaveLength(88);
    const input = (group: string, attributes: object, label?: object) => ({
      type: "input",
      group,
      attributes: { ...attributes, disabled: false, node_type: "input" },
      messages: [],
      meta: label ? { label } : {},
    });
    const label = (id: number, text: string) => ({ id, text, type: "info" });
    expect(shown.ui.nodes).toEqual([
      input("code", { name: "method", type: "hidden", value: "code" }),
      input(
        "code",
        { name: "code", type: "text", required: true, autocomplete: "one-time-code" },
        label(1070011, "Verification code"),
      ),
      input("code", { name: "method", type: "submit", value: "code" }, label(1070009, "Continue")),
      input("default", { name: "csrf_token", type: "hidden", value: token, required: true }),
      input("code", { name: "email", type: "submit", value: "test@ory.sh" }, label(1070008, "Resend code")),
    ]);
    expect(nodeOf(await browser.read(flow.id), "csrf_token").attributes.value).not.toBe(token);
  });

  it("KA-12 a malformed address", async () => {
    const app = await anApp();
    for (const email of [
      "\\",
      "asdf",
      "...",
      "a@b.c,d@e.f",
      "😀",
      "a\0b@x.example",
      " ",
      12345,
      true,
      "\ud800",
    ]) {
      const { status, body } = await app.submit(await app.apiFlow(), { email, method: "code" });
      expect([email, status]).toEqual([email, 200]);
      expect(only(body).id).toBe(String(email).includes("@") ? 1080003 : 1080004);
    }
  });

  it("KA-20 in an expired flow", async () => {
    const app = await anApp({ settings: { flowLifetimeSeconds: 60 } });
    const browser = app.browser();
    const flow = await browser.flow("?return_to=https://app.example.com/x");
    await age(flow.id, 180);
    const answer = await browser.submit(flow, { method: "code", email: me });
    const id = flowIn(answer);
    expect(id).not.toBe(flow.id);
    expect(answer.cookies).toHaveLength(1);
    const next = await browser.read(id);
    expect(only(next)).toMatchObject({
      id: 4070005,
      text: "The verification flow expired 2.00 minutes ago, please try again.",
      type: "error",
    });
    expect(only(next).context.expired_at_unix).toBe(
      Math.floor(Date.parse(only(next).context.expired_at) / 1000),
    );
    expect(next.return_to).toBe("https://app.example.com/x");
    // A native flow is replaced by a browser flow, and JSON clients are redirected to it.
    const native = await app.apiFlow();
    await age(native.id, 180);
    const { status, location } = await app.submit(native, { method: "code", email: me });
    expect(status).toBe(303);
    expect(location).toMatch(new RegExp(`^${app.base}/self-service/verification/flows\\?id=[0-9a-f-]{36}$`));
  });

  it("KA-24 with an unknown method", async () => {
    const browser = (await anApp()).browser();
    const flow = await browser.flow();
    const shown = await browser.submitted(flow, { method: "not-link", email: me });
    const text = 'value must be one of "code", "link"';
    expect(nodeOf(shown, "method").messages).toEqual([
      { id: 4000001, text, type: "error", context: { reason: text } },
    ]);
  });

  it("KA-25 from a browser into a native flow", async () => {
    const app = await anApp();
    const submit = async (headers: Record<string, string>) => {
      const flow = await app.apiFlow();
      const path = `/self-service/verification?flow=${flow.id}`;
      return app.json("POST", path, { method: "code", email: me }, headers);
    };
    for (const [headers, key] of [
      [{ cookie: "foo=bar" }, "Cookie"],
      [{ origin: "https://evil.example" }, "Origin"],
    ] as const) {
      const { status, body } = await submit(headers);
      expect(status).toBe(400);
      expect(only(body)).toMatchObject({ id: 4000001 });
      expect(only(body).text).toContain(`included the "${key}" key`);
      expect(nodeOf(body, "email").attributes.value).toBe(me);
      expect(nodeOf(body, "csrf_token").attributes.value).toBe("");
    }
    expect((await submit({ cookie: "__cflb=1; _cfuvid=2" })).status).toBe(200);
  });

  it("KA-26 by a client that accepts anything", async () => {
    const app = await anApp();
    const flow = await app.apiFlow();
    const answer = await app.send("POST", `/self-service/verification?flow=${flow.id}`, {
      json: { method: "code", email: me },
      headers: { accept: "*/*" },
    });
    expect(flowIn(answer)).toBe(flow.id);
  });
});
