import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { newId, toTypeId } from "@/lib/id";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

const password = "a-password-that-must-not-be-seen";
/** Nothing listens on this port. */
const smtp = {
  host: "127.0.0.1",
  port: 1,
  security: "none",
  user: "acme",
  password,
  from: "Acme <a@example.com>",
};

async function create(client: Client, body: object = { kind: "smtp", config: smtp }) {
  const answer = await client.call("POST", "/providers", { body });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe("/providers", () => {
  it("creates a provider and never shows its secrets", async () => {
    const client = await aClient();
    const provider = await create(client, { kind: "smtp", name: "Ours", config: smtp });
    expect(provider).toMatchObject({
      kind: "smtp",
      name: "Ours",
      channels: ["email"],
      position: 1,
      enabled: true,
      config: { host: "127.0.0.1", port: 1, user: "acme" },
      secretsSet: ["password"],
    });
    expect((await client.call("GET", `/providers/${provider.id}`)).body).toEqual(provider);
    const listed = await client.call("GET", "/providers");
    expect(listed.body.data.map(({ kind }: { kind: string }) => kind)).toEqual(["inbox", "smtp"]);
    expect(JSON.stringify([provider, listed.body])).not.toContain(password);
  });

  it("is created once per Idempotency-Key, and the stored response has no secret", async () => {
    const client = await aClient();
    const asked = { body: { kind: "smtp", config: smtp }, headers: { "idempotency-key": '"once"' } };
    const [first, again] = [
      await client.call("POST", "/providers", asked),
      await client.call("POST", "/providers", asked),
    ];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await client.call("GET", "/providers")).body.data).toHaveLength(2);
  });

  it("changes sent members and keeps the rest, including the password", async () => {
    const client = await aClient();
    const { id } = await create(client);
    const body = { enabled: false, position: 7, config: { host: "mail.example.com", port: null } };
    const patched = await client.call("PATCH", `/providers/${id}`, { body });
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({
      enabled: false,
      position: 7,
      name: "SMTP",
      config: { host: "mail.example.com", port: 587, user: "acme" },
      secretsSet: ["password"],
    });
    const [event] = await listEvents(client.project.id, { type: "provider.updated", limit: 1 });
    const changed = ["isEnabled", "position", "config.host", "config.port"];
    expect(new Set(event!.data.changed as string[])).toEqual(new Set(changed));
    expect(JSON.stringify(event)).not.toContain(password);
  });

  it("returns the deleted provider", async () => {
    const client = await aClient();
    const provider = await create(client);
    const deleted = await client.call("DELETE", `/providers/${provider.id}`);
    expect([deleted.status, deleted.body]).toEqual([200, provider]);
    expectProblem(await client.call("GET", `/providers/${provider.id}`), 404, "provider_not_found");
    expectProblem(await client.call("DELETE", `/providers/${provider.id}`), 404, "provider_not_found");
  });

  it("refuses invalid input and says what is wrong", async () => {
    const client = await aClient();
    const { id } = await create(client);
    const refused = async (body: object, status: number, code: string) =>
      expectProblem(await client.call("POST", "/providers", { body }), status, code);
    const unknown = await refused({ kind: "pigeon" }, 422, "provider_kind_unknown");
    expect(unknown.known).toEqual(["inbox", "smtp", "resend", "twilio", "vonage", "http"]);
    await refused({ kind: "smtp", channels: ["sms"], config: smtp }, 422, "provider_channel_unsupported");
    const invalid = await refused(
      { kind: "smtp", config: { ...smtp, port: 0, hots: "x" } },
      422,
      "provider_config_invalid",
    );
    expect(invalid.violations.map(({ pointer }: { pointer: string }) => pointer)).toContain("/config/port");
    expect(JSON.stringify(invalid)).not.toContain(password);
    await refused({ kind: "smtp", channels: ["email", "email"] }, 400, "request_invalid");
    const change = await client.call("PATCH", `/providers/${id}`, { body: { kind: "inbox" } });
    expectProblem(change, 400, "request_invalid");
  });

  it("asks for countries before the first messages that cost money", async () => {
    const client = await aClient();
    const config = { apiKey: "key", apiSecret: "secret", from: "Acme" };
    const create = (members: object) =>
      client.call("POST", "/providers", { body: { kind: "vonage", config, ...members } });
    const countries = async () => (await client.call("GET", "/project")).body.countries;

    const problem = expectProblem(await create({}), 422, "countries_required");
    expect(problem.suggested).toContain("DE");
    expect(problem.suggested).not.toContain("JM");
    expectProblem(await create({ countries: ["Germany"] }), 400, "request_invalid");
    const http = { kind: "http", config: { endpoint: "https://messages.example.com" } };
    const free = await client.call("POST", "/providers", { body: http });
    expect([free.status, free.body.paid]).toEqual([201, false]);
    const path = `/providers/${free.body.id}`;
    const paying = await client.call("PATCH", path, { body: { config: { paid: true } } });
    expectProblem(paying, 422, "countries_required");
    expect(await countries()).toBeNull();

    const made = await create({ countries: "suggested" });
    expect([made.status, made.body.paid]).toEqual([201, true]);
    expect(await countries()).toEqual(problem.suggested);
    // Null is a choice, too. Nobody asks again while a provider costs money.
    expect(
      (await client.call("PATCH", path, { body: { config: { paid: true }, countries: null } })).status,
    ).toBe(200);
    expect(await countries()).toBeNull();
    expect((await create({})).status).toBe(201);
  });

  it("does not return another project's", async () => {
    const { id } = await create(await aClient());
    const other = await aClient();
    for (const path of [`/providers/${id}`, `/providers/${toTypeId("prv", newId())}`]) {
      expectProblem(await other.call("GET", path), 404, "provider_not_found");
      expectProblem(await other.call("PATCH", path, { body: { enabled: false } }), 404, "provider_not_found");
      expectProblem(await other.call("DELETE", path), 404, "provider_not_found");
      const test = await other.call("POST", `${path}/tests`, { body: { to: "jane@example.com" } });
      expectProblem(test, 404, "provider_not_found");
    }
  });
});

describe("POST /providers/{id}/tests", () => {
  it("returns the provider's reply", async () => {
    const client = await aClient();
    const { data } = (await client.call("GET", "/providers")).body;
    const inbox = await client.call("POST", `/providers/${data[0].id}/tests`, {
      body: { to: "jane@example.com" },
    });
    expect(inbox.body).toMatchObject({
      outcome: "accepted",
      channel: "email",
      providerName: "the built-in inbox",
    });

    const { id } = await create(client);
    const smtp = await client.call("POST", `/providers/${id}/tests`, { body: { to: "jane@example.com" } });
    expect(smtp.status).toBe(200);
    expect(smtp.body).toMatchObject({ outcome: "unavailable", providerName: "the mail server at 127.0.0.1" });
    expect(smtp.body.explanation).toMatch(/refused|ECONNREFUSED/i);
  });

  it("refuses a recipient the provider cannot reach", async () => {
    const client = await aClient();
    const { id } = await create(client);
    const test = (to: string) => client.call("POST", `/providers/${id}/tests`, { body: { to } });
    expectProblem(await test("jane@"), 422, "email_invalid");
    expectProblem(await test("12"), 422, "phone_invalid");
    expectProblem(await test("+4915112345678"), 422, "provider_channel_unsupported");
  });
});

describe("GET /provider-kinds", () => {
  it("returns each kind's JSON Schema with secrets marked", async () => {
    const client = await aClient({ scopes: ["settings:read"] });
    const { data } = (await client.call("GET", "/provider-kinds")).body;
    const smtp = data.find(({ kind }: { kind: string }) => kind === "smtp");
    expect(smtp.schema.properties).toMatchObject({ password: { writeOnly: true }, from: { type: "string" } });
    expect(smtp.schema.additionalProperties).toBe(false);
  });
});

describe("/provider-orders/{channel}", () => {
  it("sets the order of a channel, and of no other", async () => {
    const client = await aClient();
    const create = async (name: string) => {
      const config = { endpoint: `https://${name}.example.com/send` };
      return (await client.call("POST", "/providers", { body: { kind: "http", name, config } })).body.id;
    };
    const [first, second] = [await create("first"), await create("second")];
    const order = async (channel: string) =>
      (await client.call("GET", `/provider-orders/${channel}`)).body.data.map(({ id }: Body) => id);
    expect(await order("sms")).toEqual([first, second]);
    const changed = await client.call("PUT", "/provider-orders/sms", {
      body: { providerIds: [second, first] },
    });
    expect(changed.body.data.map(({ id }: Body) => id)).toEqual([second, first]);
    expect(await order("sms")).toEqual([second, first]);
    expect(await order("email")).toEqual([first, second]);
    const refused = await client.call("PUT", "/provider-orders/sms", { body: { providerIds: [first] } });
    expect(expectProblem(refused, 422, "provider_order_invalid").expected).toEqual([second, first]);
    const doubled = { body: { providerIds: [first, first] } };
    expectProblem(await client.call("PUT", "/provider-orders/sms", doubled), 422, "provider_order_invalid");
    expectProblem(await client.call("GET", "/provider-orders/pigeon"), 404, "not_found");
  });
});
