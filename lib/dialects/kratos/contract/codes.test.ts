import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  anApp,
  anAppWithIdentity,
  flowIn,
  type JsonBody,
  me,
  nodeOf,
  only,
  sent,
  useWorker,
  uuid,
  wrongCode,
} from "./harness";

useTestDatabase();
useWorker();

const codeInvalid = {
  id: 4070006,
  text: "The verification code is invalid or has already been used. Please try again.",
  type: "error",
};

describe("submitting a code", () => {
  it("KA-13 a wrong code, by form", async () => {
    const app = await anAppWithIdentity();
    const browser = app.browser();
    const flow = await browser.submitted(await browser.flow(), { method: "code", email: me });
    const shown = await browser.submitted(flow, { code: "12312312" });
    expect(only(shown)).toEqual(codeInvalid);
  });

  it("KA-14 a wrong code, as JSON", async () => {
    const app = await anAppWithIdentity();
    const { flow, code } = await sent(app);
    const transient_payload = { from: "app" };
    const { status, body } = await app.submit(flow, { code: wrongCode(code), transient_payload });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: flow.id, state: "sent_email", transient_payload });
    expect(only(body)).toEqual(codeInvalid);
    expect((await app.submit(flow, { code: wrongCode(code) })).body.transient_payload).toEqual({});
  });

  it("an empty code, as JSON and by form, is a wrong code", async () => {
    const app = await anAppWithIdentity();
    const { flow } = await sent(app);
    const path = `/self-service/verification?flow=${flow.id}`;
    const byForm = { form: { method: "code", code: "" }, headers: { accept: "application/json" } };
    for (const answer of [
      await app.submit(flow, { method: "code", code: "" }),
      await app.send("POST", path, byForm),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.body.ui.messages).toEqual([expect.objectContaining({ id: 4070006, type: "error" })]);
    }
    // Next to an address it is the unused field of the same form.
    const resent = await app.submit(flow, { method: "code", email: me, code: "" });
    expect(resent.body.ui.messages).toEqual([expect.objectContaining({ id: 1080003 })]);
  });

  it("a native flow has an anti-CSRF token for the browser that opened its link", async () => {
    const app = await anAppWithIdentity();
    const { flow } = await sent(app);
    const link = await app.linkTo(me);
    const other = app.browser();
    await other.send("GET", link);
    const shown = await other.read(flow.id);
    expect(nodeOf(shown, "csrf_token").attributes.value).toHaveLength(88);
    const native = (await app.json("GET", `/self-service/verification/flows?id=${flow.id}`)).body;
    expect(native.ui.nodes.map(({ attributes }: JsonBody) => attributes.name)).not.toContain("csrf_token");
  });

  it("KA-15 the correct code", async () => {
    const app = await anApp();
    const identity = await app.identity({ email: me });
    const { flow, code } = await sent(app);
    const { status, body } = await app.submit(flow, { code });
    expect(status).toBe(200);
    expect(body.state).toBe("passed_challenge");
    expect(only(body)).toEqual({
      id: 1080002,
      text: "You successfully verified your email address.",
      type: "success",
    });
    expect(body.ui).toMatchObject({ method: "GET", action: "https://app.example.com/" });
    expect(nodeOf(body, "csrf_token").attributes.value).toBe("");
    const [address] = (await app.admin("GET", `/identities/${identity.id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ verified: true, status: "completed", value: me });
    expect(Math.abs(Date.parse(address.verified_at) - Date.now())).toBeLessThan(60_000);
  });

  it("KA-16 by the mailed link, in another browser", async () => {
    const app = await anAppWithIdentity();
    const first = app.browser();
    const flow = await first.submitted(await first.flow(), { method: "code", email: me });
    const link = await app.linkTo(me);
    expect(link).toMatch(/^\/self-service\/verification\?code=\d{6}&flow=[0-9a-f-]{36}$/);
    const head = await app.send("HEAD", link);
    expect([head.status, head.cookies]).toEqual([303, []]);
    const other = app.browser();
    const answer = await other.send("GET", link);
    expect(flowIn(answer)).toBe(flow.id);
    expect(answer.cookies).toHaveLength(1);
    expect(answer.cookies[0]).toMatch(/^csrf_token_/);
    const shown = await other.read(flow.id);
    const code = nodeOf(shown, "code").attributes.value;
    expect(code).toBe(new URL(link, app.base).searchParams.get("code"));
    // The browser that started the flow sees it unchanged, because the code is for whoever received the email.
    expect(nodeOf(await first.read(flow.id), "code").attributes).not.toHaveProperty("value");
    expect((await other.submitted(shown, { method: "code", code })).state).toBe("passed_challenge");
    expect((await first.read(flow.id)).state).toBe("passed_challenge");
  });

  it("KA-17 in a finished flow", async () => {
    const app = await anAppWithIdentity();
    const { flow, code } = await sent(app);
    await app.submit(flow, { code });
    const { status, body } = await app.submit(flow, { code });
    expect(status).toBe(410);
    expect(body).toEqual({
      error: {
        id: "self_service_flow_replaced",
        code: 410,
        status: "Gone",
        reason: "An error occured, please use the new flow.",
        message: "self-service flow replaced",
      },
      use_flow_id: expect.stringMatching(uuid),
    });
    const path = `/self-service/verification/flows?id=${body.use_flow_id}`;
    const next = (await app.json("GET", path)).body;
    expect(body.use_flow_id).not.toBe(flow.id);
    expect(next).toMatchObject({ type: "api", state: "choose_method" });
    expect(only(next).id).toBe(4070002);
  });

  it("KA-18 the first code after another was sent", async () => {
    const app = await anAppWithIdentity();
    const { flow, code: first } = await sent(app);
    const { body } = await app.submit(flow, { method: "code", email: me });
    const second = await app.codeTo(nodeOf(body, "email").attributes.value, 2);
    expect(second).not.toBe(first);
    expect(only((await app.submit(flow, { code: first })).body).id).toBe(4070006);
    expect(only((await app.submit(flow, { code: second })).body).id).toBe(1080002);
  });

  it("KA-19 too many codes", async () => {
    const app = await anAppWithIdentity();
    const browser = app.browser();
    const begun = await browser.flow("?return_to=https://app.example.com/x");
    const flow = await browser.submitted(begun, { method: "code", email: me });
    const code = await app.codeTo(me);
    for (let i = 0; i < 5; i++) {
      const shown = await browser.submitted(flow, { code: wrongCode(code) });
      expect([shown.id, only(shown).id]).toEqual([flow.id, 4070006]);
    }
    const next = await browser.submitted(flow, { code });
    expect(next.id).not.toBe(flow.id);
    expect(only(next)).toMatchObject({
      id: 4000001,
      text: "The request was submitted too often. Please request another code.",
    });
    expect(nodeOf(next, "email")).toBeDefined();
    expect(next).toMatchObject({ return_to: "https://app.example.com/x", state: "choose_method" });
  });

  it("KA-37 for a phone number", async () => {
    const app = await anApp();
    const phone = "+12065551234";
    const identity = await app.identity({ phone });
    const flow = await app.apiFlow();
    expect(nodeOf(flow, "email")).toMatchObject({
      attributes: { type: "text" },
      meta: { label: { id: 1070018, text: "Email or phone number" } },
    });
    const { status, body } = await app.submit(flow, { method: "code", email: phone });
    expect(status).toBe(200);
    expect(body.ui.messages).toEqual([
      {
        id: 1080004,
        text: "A text message containing a verification code has been sent to the phone number you provided. If you have not received a text message, check the spelling of the number and make sure to use the number you registered with.",
        type: "info",
      },
    ]);
    const [message] = await app.messages(phone);
    expect(message).toMatchObject({ channel: "sms", subject: "" });
    const [code] = /\d{6}/.exec(message.body)!;
    // Codes by SMS are valid for ten minutes, as the text says.
    expect(message.body).toBe(
      `Your verification code is: ${code}\n\nIf this was not you, do nothing. It expires in 10 minutes.\n\n@${app.host} #${code}`,
    );
    expect(only((await app.submit(flow, { code })).body).id).toBe(1080005);
    const [address] = (await app.admin("GET", `/identities/${identity.id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ via: "sms", verified: true, status: "completed" });
  });
});
