import { describe, expect, it } from "vitest";
import { scopes } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { createProvider } from "@/lib/delivery";
import { routesOf } from "@/lib/http/testing";
import { toTypeId } from "@/lib/id";
import { aContext, age } from "@/lib/verification/testing";
import { aPlace, type Body, flowIn, useWorker } from "./harness";

useTestDatabase();
useWorker();

const me = "verifyme@ory.sh";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("identities", () => {
  it("KA-27 are created", async () => {
    const place = await aPlace();
    const traits = { email: "Verify.Me@Ory.sh", name: { first: "Jane" } };
    const { status, body, headers } = await place.admin("POST", "/identities", {
      schema_id: "default",
      traits,
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`${place.base}/admin/identities/${body.id}`);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      schema_id: "default",
      schema_url: `${place.base}/schemas/ZGVmYXVsdA`,
      state: "active",
      state_changed_at: at,
      traits,
      verifiable_addresses: [
        {
          id: expect.stringMatching(uuid),
          value: "verify.me@ory.sh",
          verified: false,
          via: "email",
          status: "pending",
          created_at: at,
          updated_at: at,
        },
      ],
      recovery_addresses: [
        {
          id: expect.stringMatching(uuid),
          value: "verify.me@ory.sh",
          via: "email",
          created_at: at,
          updated_at: at,
        },
      ],
      metadata_public: null,
      created_at: at,
      updated_at: at,
      organization_id: null,
    });
    const read = await place.admin("GET", `/identities/${body.id}`);
    expect(read.body).toEqual({ ...body, metadata_admin: null });
  });

  it("KA-28 with no member that there is not", async () => {
    const place = await aPlace();
    for (const over of [{ id: "12345" }, { schema_url: "x" }]) {
      const { status, body } = await place.admin("POST", "/identities", { traits: { email: me }, ...over });
      expect(status).toBe(400);
      expect(body.error.message).toBe(`json: unknown field "${Object.keys(over)[0]}"`);
    }
  });

  it("KA-29 have their addresses asserted by a patch, and taken back", async () => {
    const place = await aPlace();
    const { id } = await place.identity({ email: me });
    const patch = (value: boolean) =>
      place.admin("PATCH", `/identities/${id}`, [
        { op: "replace", path: "/verifiable_addresses/0/verified", value },
      ]);
    expect((await patch(true)).status).toBe(200);
    const [address] = (await place.admin("GET", `/identities/${id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ verified: true, status: "completed" });
    expect(Math.abs(Date.parse(address.verified_at) - Date.now())).toBeLessThan(5000);
    const after = (await patch(false)).body.verifiable_addresses[0];
    expect(after).toMatchObject({ verified: false, status: "pending" });
    expect(after).not.toHaveProperty("verified_at");
  });

  it.each<[string, unknown, number, RegExp]>([
    ["an unknown schema", { schema_id: "person", traits: {} }, 400, /"person"/],
    [
      "a trait that is no address",
      { traits: { email: "x" } },
      400,
      /^I\[#\/traits\/email\] S\[#\/properties\/traits\/properties\/email\/format\] "x" is not valid "email"$/,
    ],
    ["a trait of another type", { traits: { phone: 1 } }, 400, /expected string, but got number$/],
    [
      "an address that is another's",
      { traits: { email: me.toUpperCase() } },
      409,
      /conflicts with another identity/,
    ],
  ])("refuse %s", async (_, given, status, reason) => {
    const place = await aPlace();
    await place.identity({ email: me });
    const answer = await place.admin("POST", "/identities", given);
    expect([answer.status, answer.body.error.code]).toEqual([status, status]);
    expect(answer.body.error.reason).toMatch(reason);
  });

  it("are imported with what is known of them", async () => {
    const place = await aPlace();
    const { status, body } = await place.admin("POST", "/identities", {
      schema_id: "default",
      external_id: "crm-1",
      state: "inactive",
      traits: { email: me },
      metadata_admin: { note: 1 },
      verifiable_addresses: [
        {
          value: me.toUpperCase(),
          via: "email",
          verified: true,
          status: "completed",
          verified_at: "2024-01-02T03:04:05Z",
        },
        { value: "else@ory.sh", via: "email", verified: true, status: "completed" },
      ],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ external_id: "crm-1", state: "inactive" });
    expect(body.verifiable_addresses).toHaveLength(1);
    expect(body.verifiable_addresses[0]).toMatchObject({
      verified: true,
      verified_at: "2024-01-02T03:04:05Z",
    });
    const patched = await place.admin("PATCH", `/identities/${body.id}`, [
      { op: "add", path: "/metadata_public", value: { plan: "pro" } },
    ]);
    expect(patched.body).toMatchObject({ metadata_public: { plan: "pro" }, metadata_admin: { note: 1 } });
    expect(patched.body.verifiable_addresses[0].verified_at).toBe("2024-01-02T03:04:05Z");
  });

  it("move to another address, which nobody else may have", async () => {
    const place = await aPlace();
    await place.identity({ email: "taken@ory.sh" });
    const { id } = await place.identity({ email: me, phone: "+12065551234" });
    const to = (email: string) =>
      place.admin("PATCH", `/identities/${id}`, [{ op: "replace", path: "/traits/email", value: email }]);
    expect((await to("taken@ory.sh")).status).toBe(409);
    const { body } = await to("new@ory.sh");
    expect(body.verifiable_addresses.map((a: Body) => a.value)).toEqual(["new@ory.sh", "+12065551234"]);
    await place.identity({ email: me });
    const put = await place.admin("PUT", `/identities/${id}`, {
      schema_id: "default",
      state: "active",
      traits: { email: "new@ory.sh" },
    });
    expect(put.body.verifiable_addresses).toHaveLength(1);
    await place.identity({ phone: "+12065551234" });
  });

  it("stay as they are under a patch that is refused", async () => {
    const place = await aPlace();
    const { id } = await place.identity({ email: me });
    const before = (await place.admin("GET", `/identities/${id}`)).body;
    const patches: unknown[] = [
      [{ op: "replace", path: "/id", value: "x" }],
      [{ op: "replace", path: "/credentials/password", value: {} }],
      [{ op: "replace", path: "/traits/nothing", value: "x" }],
      [{ op: "replace", path: "/verifiable_addresses/7/verified", value: true }],
      [{ op: "add", path: "/__proto__/polluted", value: true }],
      [
        { op: "test", path: "/state", value: "inactive" },
        { op: "remove", path: "/traits/email" },
      ],
      [{ op: "fly", path: "/state" }],
      [{ op: "move", path: "/state" }],
      { op: "remove", path: "/state" },
      [{ op: "replace", path: "", value: 1 }],
      [{ op: "replace", path: "/traits", value: [] }],
      "x",
      null,
    ];
    for (const patch of patches) {
      const { status } = await place.admin("PATCH", `/identities/${id}`, patch);
      expect([JSON.stringify(patch), status]).toEqual([JSON.stringify(patch), 400]);
    }
    expect((await place.admin("GET", `/identities/${id}`)).body).toEqual(before);
  });

  it("are listed by pages, by ids and by their addresses, and are gone when deleted", async () => {
    const place = await aPlace();
    const made = [];
    for (const n of [1, 2, 3]) made.push(await place.identity({ email: `n${n}@ory.sh` }));
    const seen: string[] = [];
    for (let path: string | undefined = "/identities?page_size=2"; path; ) {
      const { body, headers }: Body = await place.admin("GET", path);
      seen.push(...body.map(({ id }: Body) => id));
      path = /<[^>]*\/admin([^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
    }
    expect(seen.sort()).toEqual(made.map(({ id }) => id).sort());
    const by = async (query: string) => (await place.admin("GET", `/identities?${query}`)).body;
    expect(await by(`ids=${made[0].id}&ids=${made[2].id}&ids=nonsense`)).toHaveLength(2);
    expect((await by("credentials_identifier=N2%40ory.sh"))[0].id).toBe(made[1].id);
    expect((await place.admin("GET", "/identities?page_token=nonsense")).status).toBe(400);
    expect((await place.admin("DELETE", `/identities/${made[0].id}`)).status).toBe(204);
    expect((await place.admin("DELETE", `/identities/${made[0].id}`)).status).toBe(404);
    for (const id of [made[0].id, "nonsense"]) {
      const { status, body } = await place.admin("GET", `/identities/${id}`);
      expect([status, body.error.message]).toEqual([404, "Unable to locate the resource"]);
    }
  });

  it("belong to their project, and to keys that may see them", async () => {
    const [place, other] = [await aPlace(), await aPlace()];
    const { id } = await place.identity({ email: me });
    expect((await other.admin("GET", `/identities/${id}`)).status).toBe(404);
    const anonymous = await place.json("GET", "/admin/identities");
    expect([anonymous.status, anonymous.body.error.status]).toEqual([401, "Unauthorized"]);
    const weak = await aPlace({ scopes: ["users:read"] });
    expect((await weak.admin("POST", "/identities", { traits: {} })).status).toBe(403);
  });

  it("one address sent to again goes back to sent, and stays verified (Q8)", async () => {
    const place = await aPlace();
    const { id } = await place.identity({ email: me });
    const address = async () => (await place.admin("GET", `/identities/${id}`)).body.verifiable_addresses[0];
    const flow = await place.apiFlow();
    await place.submit(flow, { method: "code", email: me });
    expect(await address()).toMatchObject({ verified: false, status: "sent" });
    await place.submit(flow, { code: await place.codeTo(me) });
    expect(await address()).toMatchObject({ verified: true, status: "completed" });
    await place.submit(await place.apiFlow(), { method: "code", email: me });
    expect(await address()).toMatchObject({ verified: true, status: "sent" });
  });

  it("50 at once with one address: one is made", async () => {
    const place = await aPlace();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => place.admin("POST", "/identities", { traits: { email: me } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(409)]);
  });
});

describe("the courier", () => {
  const mail = {
    subject: "Use code NNNNNN to verify your account",
    body: [
      "Verify your account with the following code:",
      "NNNNNN",
      "or clicking the following link:",
      "BASE/self-service/verification?code=NNNNNN&flow=FLOW",
      "If this was not you, do nothing. This code / link expires in 60 minutes.\n",
    ].join("\n\n"),
  };

  it("shows messages with their texts and tries", async () => {
    const place = await aPlace();
    await place.identity({ email: me });
    const flow = await place.apiFlow();
    await place.submit(flow, { method: "code", email: me });
    const code = await place.codeTo(me);
    const message = (await place.messages(me))[0];
    const of = (text: string) =>
      text.replaceAll("NNNNNN", code).replace("BASE", place.base).replace("FLOW", flow.id);
    expect(message).toMatchObject({
      type: "email",
      channel: "email",
      recipient: me,
      template_type: "verification_code_valid",
      subject: of(mail.subject),
      body: of(mail.body),
    });
    await expect
      .poll(async () => (await place.admin("GET", "/courier/messages?status=sent")).body.length)
      .toBe(1);
    const one = (await place.admin("GET", `/courier/messages/${message.id}`)).body;
    expect(one).toMatchObject({ status: "sent", send_count: 1, dispatches: [{ status: "success" }] });
    for (const status of ["queued", "processing", "abandoned"])
      expect((await place.admin("GET", `/courier/messages?status=${status}`)).body).toEqual([]);
    expect((await place.admin("GET", "/courier/messages/nonsense")).status).toBe(400);
    expect((await place.admin("GET", `/courier/messages/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it("KA-30 knows its statuses", async () => {
    const place = await aPlace();
    for (const query of ["status=bogus", "page_token=bogus", "page_size=many", "status=constructor"])
      expect((await place.admin("GET", `/courier/messages?${query}`)).status).toBe(400);
  });

  it.each<[string, Parameters<typeof aPlace>[0]]>([
    ["unless the project wants them shown", { settings: { showMessageBodies: false } }],
    ["from keys that may not read the inbox", { scopes: scopes.filter((scope) => scope !== "inbox:read") }],
  ])("KA-31 keeps texts to itself %s", async (_, options) => {
    const place = await aPlace(options);
    await place.identity({ email: me });
    await place.submit(await place.apiFlow(), { method: "code", email: me });
    const [message] = await place.messages(me);
    const redacted = "<redacted-unless-dev-mode>";
    expect([message.body, message.subject]).toEqual([redacted, redacted]);
  });

  it("keeps to itself what leaves this machine, whatever the project wants", async () => {
    const place = await aPlace();
    const config = { host: "127.0.0.1", port: 1, security: "none", from: "a@acme.example" };
    const made = await createProvider(aContext(place.project), { kind: "smtp", name: "SMTP", config });
    expect(made.ok).toBe(true);
    await place.identity({ email: me });
    await place.submit(await place.apiFlow(), { method: "code", email: me });
    expect((await place.messages(me))[0].body).toBe("<redacted-unless-dev-mode>");
  });
});

describe("what stands around", () => {
  it("KA-32 the stub error, and errors that were kept", async () => {
    const place = await aPlace();
    const { status, body } = await place.send("GET", "/self-service/errors?id=stub:500");
    expect(status).toBe(200);
    expect(body.error).toEqual({
      code: 500,
      status: "Internal Server Error",
      reason: "This is a stub error.",
      message: "An internal server error occurred, please contact the system administrator",
    });
    const path = `/self-service/verification?flow=${crypto.randomUUID()}`;
    const asJson = await place.json("POST", path, { method: "code" });
    const kept = await place.send("POST", path, { form: { method: "code" } });
    expect(kept.location).toMatch(/^https:\/\/ui\.example\.com\/error\?id=/);
    const id = new URL(kept.location).searchParams.get("id");
    for (const name of ["id", "error"]) {
      const shown = await place.send("GET", `/self-service/errors?${name}=${id}`);
      expect(shown.body).toMatchObject({ id, error: asJson.body.error });
      expect(shown.cookies).toHaveLength(1);
    }
    expect((await place.send("GET", `/self-service/errors?id=${crypto.randomUUID()}`)).status).toBe(404);
    expect((await (await aPlace()).send("GET", `/self-service/errors?id=${id}`)).status).toBe(404);
  });

  it("KA-33 nobody is signed in", async () => {
    const { status, body, cookies } = await (await aPlace()).send("GET", "/sessions/whoami");
    expect(status).toBe(401);
    expect(body).toEqual({
      error: {
        code: 401,
        status: "Unauthorized",
        reason: "No valid session credentials found in the request.",
        message: "The request could not be authorized",
      },
    });
    expect(cookies).toEqual([]);
  });

  it("a user's access token is as good as a session, at its own project only", async () => {
    const [place, other] = [await aPlace(), await aPlace()];
    const { id } = await place.identity({ email: me });
    const issued = await routesOf("(native)")(
      new Request(`http://localhost:3000/api/v1/users/${toTypeId("usr", id)}/tokens`, {
        method: "POST",
        headers: { authorization: `Bearer ${place.key}`, "content-type": "application/json" },
        body: "{}",
      }),
    );
    const { accessToken }: Body = await issued.json();
    const ways: Record<string, string>[] = [
      { "x-session-token": accessToken },
      { authorization: `Bearer ${accessToken}` },
    ];
    for (const headers of ways) {
      const { status, body } = await place.json("GET", "/sessions/whoami", undefined, headers);
      expect(status).toBe(200);
      expect(body).toMatchObject({ active: true, authenticator_assurance_level: "aal1", identity: { id } });
      expect((await other.json("GET", "/sessions/whoami", undefined, headers)).status).toBe(401);
    }
    for (const token of ["nonsense", place.key])
      expect(
        (await place.json("GET", "/sessions/whoami", undefined, { "x-session-token": token })).status,
      ).toBe(401);
  });

  it("KA-38 it is alive and ready", async () => {
    const native = routesOf("(native)");
    for (const probe of ["alive", "ready"]) {
      const response = await native(new Request(`http://localhost:3000/health/${probe}`));
      expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
    }
  });

  it("schemas and version", async () => {
    const place = await aPlace();
    const [listed] = (await place.send("GET", "/schemas")).body;
    expect(listed.id).toBe("default");
    for (const id of ["default", "ZGVmYXVsdA"])
      expect((await place.send("GET", `/schemas/${id}`)).body).toEqual(listed.schema);
    const unknown = await place.send("GET", "/schemas/person");
    expect([unknown.status, unknown.body.error.reason]).toEqual([
      404,
      "Identity schema `person` could not be found.",
    ]);
    expect((await place.send("GET", "/version")).body).toEqual({ version: "v26.2.0" });
  });
});

describe("links", () => {
  const links = { use: "link", linkEnabled: true } as const;
  const strict = { ...links, linkVerifiesOnGet: true };

  it("KA-34 their form", async () => {
    const place = await aPlace({ settings: links });
    const flow = await place.apiFlow();
    expect(flow.active).toBe("link");
    const input = (group: string, attributes: object, label?: object) => ({
      type: "input",
      group,
      attributes: { ...attributes, disabled: false, node_type: "input" },
      messages: [],
      meta: label ? { label } : {},
    });
    const label = (id: number, text: string) => ({ id, text, type: "info" });
    expect(flow.ui.nodes).toEqual([
      input("default", { name: "csrf_token", type: "hidden", value: "", required: true }),
      input("link", { name: "email", type: "email", required: true }, label(1070007, "Email")),
      input("link", { name: "method", type: "submit", value: "link" }, label(1070009, "Continue")),
    ]);
  });

  it("KA-35 opening one verifies, where the project wants that", async () => {
    const place = await aPlace({ settings: strict });
    const { id } = await place.identity({ email: me });
    const flow = await place.apiFlow();
    const { body } = await place.submit(flow, { method: "link", email: me });
    expect(body.ui.messages[0].id).toBe(1080001);
    expect(body.ui.nodes[1].attributes.value).toBe(me);
    const [message] = await place.messages(me);
    expect(message).toMatchObject({
      subject: "Please verify your email address",
      template_type: "verification_valid",
    });
    const answer = await place.send("GET", await place.linkTo(me));
    expect(flowIn(answer)).toBe(flow.id);
    const shown = (await place.json("GET", `/self-service/verification/flows?id=${flow.id}`)).body;
    expect(shown.state).toBe("passed_challenge");
    expect(shown.ui.messages[0].id).toBe(1080002);
    const [address] = (await place.admin("GET", `/identities/${id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ verified: true, status: "completed" });
  });

  it("KA-36 one that there is not leads to a new flow", async () => {
    const place = await aPlace({ settings: strict });
    const flow = await place.apiFlow();
    const browser = place.browser();
    const path = `/self-service/verification?flow=${flow.id}&token=i-do-not-exist`;
    const id = flowIn(await browser.send("GET", path, { headers: { accept: "application/json" } }));
    expect(id).not.toBe(flow.id);
    const shown = await browser.read(id);
    expect(shown.ui.messages).toEqual([
      {
        id: 4070001,
        text: "The verification token is invalid or has already been used. Please retry the flow.",
        type: "error",
      },
    ]);
  });

  it("a scanner that opens one proves nothing; the person's button does, once", async () => {
    const place = await aPlace({ settings: links });
    await place.identity({ email: me });
    const [first, person] = [place.browser(), place.browser()];
    const flow = await first.submitted(await first.flow(), { method: "link", email: me });
    const link = await place.linkTo(me);
    for (const scanner of [place.browser(), place.browser()]) {
      await scanner.send("HEAD", link);
      await scanner.send("GET", link);
    }
    expect((await first.read(flow.id)).state).toBe("sent_email");
    const shown = await person.read(flowIn(await person.send("GET", link)));
    expect(shown.id).toBe(flow.id);
    const token = shown.ui.nodes.find((node: Body) => node.attributes.name === "token").attributes.value;
    expect(token).toBe(new URL(link, place.base).searchParams.get("token"));
    expect((await first.read(flow.id)).ui.nodes.map((node: Body) => node.attributes.name)).not.toContain(
      "token",
    );
    const done = await person.submitted(shown, { method: "link", token });
    expect([done.id, done.state]).toEqual([flow.id, "passed_challenge"]);
    const again = await person.submitted(shown, { method: "link", token });
    expect([again.id === flow.id, again.ui.messages[0].id]).toEqual([false, 4070001]);
  });

  it("an earlier one still works after another was sent (Q9), and one that came late says when it ended", async () => {
    const place = await aPlace({ settings: { ...strict, codeLifetimeSeconds: 600 } });
    await place.identity({ email: me });
    const send = async () => {
      const flow = await place.apiFlow();
      await place.submit(flow, { method: "link", email: me });
      return flow;
    };
    const flow = await send();
    const link = await place.linkTo(me);
    await place.submit(flow, { method: "link", email: me });
    expect(flowIn(await place.send("GET", link))).toBe(flow.id);
    const late = await send();
    const lateLink = await place.linkTo(me, 3);
    await age(late.id, 660);
    const browser = place.browser();
    const shown = await browser.read(flowIn(await browser.send("GET", lateLink)));
    expect(shown.ui.messages[0]).toMatchObject({ id: 4070005 });
    expect(shown.ui.messages[0].text).toMatch(
      /^The verification flow expired 1\.0\d minutes ago, please try again\.$/,
    );
  });

  it("20 presses of one button at once: one proves", async () => {
    const place = await aPlace({ settings: links });
    await place.identity({ email: me });
    const flow = await place.apiFlow();
    await place.submit(flow, { method: "link", email: me });
    const link = await place.linkTo(me);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => place.json("POST", link, { method: "link" })),
    );
    expect(answers.filter(({ body }) => body.state === "passed_challenge")).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(19);
  });

  it("a token opens its own flow only", async () => {
    const place = await aPlace({ settings: strict });
    await place.identity({ email: me });
    const [one, other] = [await place.apiFlow(), await place.apiFlow()];
    await place.submit(one, { method: "link", email: me });
    const link = await place.linkTo(me);
    const moved = link.replace(one.id, other.id);
    expect(flowIn(await place.send("GET", moved))).not.toBe(other.id);
    expect(flowIn(await place.send("GET", link))).toBe(one.id);
  });

  it("what is no address is said so, and phones get none", async () => {
    const place = await aPlace({ settings: links });
    for (const email of ["asdf", "a@b,c", "a b@c", "<a@b>", "+12065551234"]) {
      const { status, body } = await place.submit(await place.apiFlow(), { method: "link", email });
      expect(status).toBe(400);
      expect(body.ui.nodes[1].messages).toEqual([
        { id: 4000040, text: "Enter a valid email address", type: "error", context: { value: email } },
      ]);
    }
    const loose = await place.submit(await place.apiFlow(), { method: "link", email: "foo.@docomo.ne.jp" });
    expect(loose.status).toBe(200);
  });

  it("are refused where the project has none", async () => {
    const place = await aPlace({ settings: { use: "link" } });
    const { status, body } = await place.json("GET", "/self-service/verification/api");
    expect([status, body.error.reason]).toEqual([
      400,
      "The active verification strategy link is not enabled. Please enable it in the configuration.",
    ]);
    await place.set(links);
    const flow = await place.apiFlow();
    await place.set({ linkEnabled: false });
    const late = await place.submit(flow, { method: "link", email: me });
    expect(late.status).toBe(404);
    expect(late.body.error.reason).toMatch(/^This endpoint was disabled by system administrator\./);
  });
});
