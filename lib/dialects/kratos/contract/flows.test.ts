import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { age } from "@/lib/verification/testing";
import { aPlace, type Body, flowIn, namesOf, nodeOf, type Place, useWorker, wrongCode } from "./harness";

useTestDatabase();
useWorker();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const me = "verifyme@ory.sh";

const codeSent = {
  id: 1080003,
  text: "An email containing a verification code has been sent to the email address you provided. If you have not received an email, check the spelling of the address and make sure to use the address you registered with.",
  type: "info",
};
const codeInvalid = {
  id: 4070006,
  text: "The verification code is invalid or has already been used. Please try again.",
  type: "error",
};

async function known(settings: Parameters<typeof aPlace>[0] = {}): Promise<Place> {
  const place = await aPlace(settings);
  await place.identity({ email: me });
  return place;
}

/** A native flow whose code is on its way. */
async function sent(place: Place): Promise<{ flow: Body; code: string }> {
  const flow = await place.apiFlow();
  await place.submit(flow, { method: "code", email: me });
  return { flow, code: await place.codeTo(me) };
}

const only = (flow: Body) => {
  expect(flow.ui.messages).toHaveLength(1);
  return flow.ui.messages[0];
};

describe("beginning and showing a flow", () => {
  it("KA-01 a native flow", async () => {
    const place = await aPlace();
    const { status, body, cookies, headers } = await place.send("GET", "/self-service/verification/api");
    expect(status).toBe(200);
    expect(body).toMatchObject({ type: "api", state: "choose_method", active: "code" });
    expect(body.id).toMatch(uuid);
    expect(body.ui.action).toBe(`${place.base}/self-service/verification?flow=${body.id}`);
    expect(body.ui).not.toHaveProperty("messages");
    expect(namesOf(body)).toEqual(["email", "method"]);
    expect(cookies).toEqual([]);
    expect(headers.get("cache-control")).toBe("private, no-cache, no-store, must-revalidate");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("vary")).toBe("Cookie");
    expect(body).not.toHaveProperty("transient_payload");
    expect(body.request_url).toBe(`${place.base}/self-service/verification/api`);
  });

  it("KA-02 a browser's, as JSON", async () => {
    const place = await aPlace();
    const { status, body, cookies } = await place.json("GET", "/self-service/verification/browser");
    expect(status).toBe(200);
    expect(body.type).toBe("browser");
    expect(namesOf(body)).toEqual(["email", "method", "csrf_token"]);
    expect(nodeOf(body, "csrf_token").attributes.value).toHaveLength(88);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^csrf_token_[0-9a-f]{64}=[A-Za-z0-9+/]{43}=; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    );
    // With its cookie the browser keeps it.
    const again = await place.json("GET", "/self-service/verification/browser", undefined, {
      cookie: cookies[0]!.split(";")[0]!,
    });
    expect(again.cookies).toEqual([]);
  });

  it("KA-03 a browser's, by redirect", async () => {
    const place = await aPlace();
    const { status, location } = await place.send("GET", "/self-service/verification/browser");
    expect(status).toBe(303);
    expect(location).toMatch(/^https:\/\/ui\.example\.com\/verify\?theme=dark&flow=[0-9a-f-]{36}$/);
  });

  it("KA-04 an unknown one", async () => {
    const place = await aPlace();
    for (const id of [crypto.randomUUID(), "nonsense", "00000000-0000-0000-0000-000000000000", ""]) {
      const { status, body } = await place.send("GET", `/self-service/verification/flows?id=${id}`);
      expect(status).toBe(404);
      expect(body).toEqual({
        error: { code: 404, status: "Not Found", message: "Unable to locate the resource" },
      });
    }
  });

  it("KA-05 a browser's without cookies", async () => {
    const place = await aPlace();
    const flow = await place.browser().flow();
    const path = `/self-service/verification/flows?id=${flow.id}`;
    const { status, body, headers } = await place.send("GET", path);
    expect(status).toBe(403);
    expect(body.error.id).toBe("security_csrf_violation");
    expect(headers.get("ory-error-id")).toBe("security_csrf_violation");
    expect(body.error.reason).toMatch(/^Please retry the flow and optionally clear your cookies\./);
    expect(body.error.details.reject_reason).toBe("The HTTP Cookie Header is empty or not set.");
    const foreign = await place.send("GET", path, { headers: { cookie: "a=b", "sec-fetch-mode": "cors" } });
    expect(foreign.body.error.details.reject_reason).toBe(
      "The HTTP Cookie Header was set but did not include the anti-CSRF cookie.",
    );
    expect(foreign.body.error.details.hint).toMatch(/^We detected an AJAX call/);
    const other = place.browser();
    await other.flow();
    const mismatch = await other.send("GET", path);
    expect(mismatch.body.error.details).toEqual({
      docs: "https://www.ory.com/docs/troubleshooting/csrf",
      hint: "The anti-CSRF cookie was found but the CSRF token was not included in the HTTP request body (csrf_token) nor in the HTTP Header (X-CSRF-Token).",
    });
  });

  it("KA-06 an expired one", async () => {
    const place = await aPlace();
    const browser = place.browser();
    const flow = await browser.flow("?return_to=https://app.example.com/done");
    const plain = await browser.flow();
    for (const id of [flow.id, plain.id]) await age(id, 3601);
    const begin = `${place.base}/self-service/verification/browser`;
    const { status, body } = await browser.send("GET", `/self-service/verification/flows?id=${flow.id}`);
    expect(status).toBe(410);
    expect(body.error.details).toEqual({
      redirect_to: `${begin}?return_to=https%3A%2F%2Fapp.example.com%2Fdone`,
      return_to: "https://app.example.com/done",
    });
    expect(body).not.toHaveProperty("use_flow_id");
    expect(body.error).not.toHaveProperty("id");
    const other = await browser.send("GET", `/self-service/verification/flows?id=${plain.id}`);
    expect(other.body.error.details).toEqual({ redirect_to: begin, return_to: "" });
    const native = await place.apiFlow();
    await age(native.id, 3601);
    const api = await place.json("GET", `/self-service/verification/flows?id=${native.id}`);
    expect(api.body.error.details).toEqual({ api: `${place.base}/self-service/verification/api` });
    expect(api.body.error.reason).toContain("Call the verification flow init API endpoint");
  });
});

describe("submitting an address", () => {
  it("KA-07 none, as JSON", async () => {
    const place = await aPlace();
    const api = await place.apiFlow();
    const browser = place.browser();
    const flow = await browser.flow();
    const csrf_token = nodeOf(flow, "csrf_token").attributes.value;
    const answers = [
      await place.submit(api, { method: "code" }),
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

  it("KA-08 none, by form", async () => {
    const browser = (await aPlace()).browser();
    const flow = await browser.flow();
    const answer = await browser.submit(flow, { method: "code" });
    expect(flowIn(answer)).toBe(flow.id);
    const shown = await browser.read(flow.id);
    expect(nodeOf(shown, "email").messages[0]).toMatchObject({ id: 4000002 });
    // Said once: the next try finds the form without it.
    const after = await browser.submitted(shown, { method: "code", email: "a@example.com" });
    expect(after.ui.nodes.flatMap((node: Body) => node.messages)).toEqual([]);
  });

  it("KA-09 an unknown one, who is told", async () => {
    const place = await aPlace({ settings: { notifyUnknownRecipients: true } });
    const flow = await place.apiFlow();
    const { status, body } = await place.submit(flow, { method: "code", email: "unknown@ory.sh" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ active: "code", state: "sent_email" });
    expect(only(body)).toEqual(codeSent);
    expect(nodeOf(body, "email").attributes.value).toBe("unknown@ory.sh");
    const [message] = await place.messages("unknown@ory.sh");
    expect(message).toMatchObject({
      subject: "Someone tried to verify this email address",
      template_type: "verification_code_invalid",
    });
    expect(message.body).toContain("If this was you, check if you signed up using a different address.");
    expect(message.body).not.toMatch(/\d{6}/);
  });

  it("KA-10 an unknown one, who is not told", async () => {
    const place = await known();
    const flow = await place.apiFlow();
    const unknown = await place.submit(flow, { method: "code", email: "unknown@ory.sh" });
    const { body: same } = await place.submit(await place.apiFlow(), { method: "code", email: me });
    const shape = ({ ui, state }: Body) => ({
      ui: ui.messages,
      names: ui.nodes.map((n: Body) => n.meta),
      state,
    });
    expect(shape(unknown.body)).toEqual(shape(same));
    await place.messages(me);
    const { body } = await place.admin("GET", "/courier/messages?recipient=unknown%40ory.sh");
    expect(body).toEqual([]);
  });

  it("KA-11 the form after it", async () => {
    const place = await aPlace();
    const browser = place.browser();
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

  it("KA-12 anything at all", async () => {
    const place = await aPlace();
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
      const { status, body } = await place.submit(await place.apiFlow(), { email, method: "code" });
      expect([email, status]).toEqual([email, 200]);
      expect(only(body).id).toBe(String(email).includes("@") ? 1080003 : 1080004);
    }
  });

  it("KA-20 in an expired flow", async () => {
    const place = await aPlace({ settings: { flowLifetimeSeconds: 60 } });
    const browser = place.browser();
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
    // A native flow is followed by one for a browser, and JSON clients are sent to it.
    const native = await place.apiFlow();
    await age(native.id, 180);
    const { status, location } = await place.submit(native, { method: "code", email: me });
    expect(status).toBe(303);
    expect(location).toMatch(
      new RegExp(`^${place.base}/self-service/verification/flows\\?id=[0-9a-f-]{36}$`),
    );
  });

  it("KA-24 by a method that there is not", async () => {
    const browser = (await aPlace()).browser();
    const flow = await browser.flow();
    const shown = await browser.submitted(flow, { method: "not-link", email: me });
    const text = 'value must be one of "code", "link"';
    expect(nodeOf(shown, "method").messages).toEqual([
      { id: 4000001, text, type: "error", context: { reason: text } },
    ]);
  });

  it("KA-25 from a browser into a native flow", async () => {
    const place = await aPlace();
    const submit = async (headers: Record<string, string>) => {
      const flow = await place.apiFlow();
      const path = `/self-service/verification?flow=${flow.id}`;
      return place.json("POST", path, { method: "code", email: me }, headers);
    };
    for (const [headers, key] of [
      [{ cookie: "foo=bar" }, "Cookie"],
      [{ origin: "https://evil.example" }, "Origin"],
    ] as const) {
      const { status, body } = await submit(headers);
      expect(status).toBe(400);
      expect(only(body)).toMatchObject({ id: 4000001 });
      expect(only(body).text).toContain(`included the "${key}" key`);
    }
    expect((await submit({ cookie: "__cflb=1; _cfuvid=2" })).status).toBe(200);
  });

  it("KA-26 by who accepts anything", async () => {
    const place = await aPlace();
    const flow = await place.apiFlow();
    const answer = await place.send("POST", `/self-service/verification?flow=${flow.id}`, {
      json: { method: "code", email: me },
      headers: { accept: "*/*" },
    });
    expect(flowIn(answer)).toBe(flow.id);
  });
});

describe("submitting a code", () => {
  it("KA-13 a wrong one, by form", async () => {
    const place = await known();
    const browser = place.browser();
    const flow = await browser.submitted(await browser.flow(), { method: "code", email: me });
    const shown = await browser.submitted(flow, { code: "12312312" });
    expect(only(shown)).toEqual(codeInvalid);
  });

  it("KA-14 a wrong one, as JSON", async () => {
    const place = await known();
    const { flow, code } = await sent(place);
    const transient_payload = { from: "app" };
    const { status, body } = await place.submit(flow, { code: wrongCode(code), transient_payload });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: flow.id, state: "sent_email", transient_payload });
    expect(only(body)).toEqual(codeInvalid);
    expect((await place.submit(flow, { code: wrongCode(code) })).body.transient_payload).toEqual({});
  });

  it("KA-15 the right one", async () => {
    const place = await aPlace();
    const identity = await place.identity({ email: me });
    const { flow, code } = await sent(place);
    const { status, body } = await place.submit(flow, { code });
    expect(status).toBe(200);
    expect(body.state).toBe("passed_challenge");
    expect(only(body)).toEqual({
      id: 1080002,
      text: "You successfully verified your email address.",
      type: "success",
    });
    expect(body.ui).toMatchObject({ method: "GET", action: "https://app.example.com/" });
    expect(nodeOf(body, "csrf_token").attributes.value).toBe("");
    const [address] = (await place.admin("GET", `/identities/${identity.id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ verified: true, status: "completed", value: me });
    expect(Math.abs(Date.parse(address.verified_at) - Date.now())).toBeLessThan(5000);
  });

  it("KA-16 by the mailed link, in another browser", async () => {
    const place = await known();
    const first = place.browser();
    const flow = await first.submitted(await first.flow(), { method: "code", email: me });
    const link = await place.linkTo(me);
    expect(link).toMatch(/^\/self-service\/verification\?code=\d{6}&flow=[0-9a-f-]{36}$/);
    const head = await place.send("HEAD", link);
    expect([head.status, head.cookies]).toEqual([303, []]);
    const other = place.browser();
    const answer = await other.send("GET", link);
    expect(flowIn(answer)).toBe(flow.id);
    expect(answer.cookies).toHaveLength(1);
    expect(answer.cookies[0]).toMatch(/^csrf_token_/);
    const shown = await other.read(flow.id);
    const code = nodeOf(shown, "code").attributes.value;
    expect(code).toBe(new URL(link, place.base).searchParams.get("code"));
    // Who began it sees the flow as it was: the code is for who has the mail.
    expect(nodeOf(await first.read(flow.id), "code").attributes).not.toHaveProperty("value");
    expect((await other.submitted(shown, { method: "code", code })).state).toBe("passed_challenge");
    expect((await first.read(flow.id)).state).toBe("passed_challenge");
  });

  it("KA-17 in a flow that has passed", async () => {
    const place = await known();
    const { flow, code } = await sent(place);
    await place.submit(flow, { code });
    const { status, body } = await place.submit(flow, { code });
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
    const next = (await place.json("GET", path)).body;
    expect(body.use_flow_id).not.toBe(flow.id);
    expect(next).toMatchObject({ type: "api", state: "choose_method" });
    expect(only(next).id).toBe(4070002);
  });

  it("KA-18 the first one after another was sent", async () => {
    const place = await known();
    const { flow, code: first } = await sent(place);
    const { body } = await place.submit(flow, { method: "code", email: me });
    const second = await place.codeTo(nodeOf(body, "email").attributes.value, 2);
    expect(second).not.toBe(first);
    expect(only((await place.submit(flow, { code: first })).body).id).toBe(4070006);
    expect(only((await place.submit(flow, { code: second })).body).id).toBe(1080002);
  });

  it("KA-19 too many", async () => {
    const place = await known();
    const browser = place.browser();
    const begun = await browser.flow("?return_to=https://app.example.com/x");
    const flow = await browser.submitted(begun, { method: "code", email: me });
    const code = await place.codeTo(me);
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
    const place = await aPlace();
    const phone = "+12065551234";
    const identity = await place.identity({ phone });
    const flow = await place.apiFlow();
    expect(nodeOf(flow, "email")).toMatchObject({
      attributes: { type: "text" },
      meta: { label: { id: 1070018, text: "Email or phone number" } },
    });
    const { status, body } = await place.submit(flow, { method: "code", email: phone });
    expect(status).toBe(200);
    expect(body.ui.messages).toEqual([
      {
        id: 1080004,
        text: "A text message containing a verification code has been sent to the phone number you provided. If you have not received a text message, check the spelling of the number and make sure to use the number you registered with.",
        type: "info",
      },
    ]);
    const [message] = await place.messages(phone);
    expect(message).toMatchObject({ channel: "sms", subject: "" });
    const [code] = /\d{6}/.exec(message.body)!;
    // Codes by SMS live ten minutes, and the text says so.
    expect(message.body).toBe(
      `Your verification code is: ${code}\n\nIf this was not you, do nothing. It expires in 10 minutes.\n\n@${place.host} #${code}`,
    );
    expect(only((await place.submit(flow, { code })).body).id).toBe(1080005);
    const [address] = (await place.admin("GET", `/identities/${identity.id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ via: "sms", verified: true, status: "completed" });
  });
});

describe("where it goes on", () => {
  it("KA-21 to where the flow was asked to", async () => {
    const place = await known();
    const browser = place.browser();
    const begun = await browser.flow("?return_to=https://app.example.com/x");
    const flow = await browser.submitted(begun, { method: "code", email: me });
    const done = await browser.submitted(flow, { code: await place.codeTo(me) });
    const anchor = done.ui.nodes.find((node: Body) => node.attributes.id === "continue");
    expect(anchor.attributes).toEqual({
      href: "https://app.example.com/x",
      title: { id: 1070009, text: "Continue", type: "info" },
      id: "continue",
      node_type: "a",
    });
    expect(done.ui).toMatchObject({ action: "https://app.example.com/x", method: "GET" });
    expect(nodeOf(done, "csrf_token").attributes.value).toHaveLength(88);
  });

  it("KA-22 to where the project says", async () => {
    const place = await known();
    const { flow, code } = await sent(place);
    const done = (await place.submit(flow, { code })).body;
    expect(done.ui.action).toBe("https://app.example.com/");
    await place.set({ afterReturnUrl: "https://app.example.com/after" });
    const path = `/self-service/verification/flows?id=${flow.id}`;
    expect((await place.json("GET", path)).body.ui.action).toBe("https://app.example.com/after");
  });

  it("KA-23 never elsewhere", async () => {
    const place = await aPlace();
    const { status, body } = await place.send(
      "GET",
      "/self-service/verification/api?return_to=https://evil.example/",
    );
    expect(status).toBe(400);
    expect(body.error.id).toBe("self_service_flow_return_to_forbidden");
    expect(body.error.reason).toBe('Requested return_to URL "https://evil.example/" is not allowed.');
  });
});
