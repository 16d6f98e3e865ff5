import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker } from "@/lib/delivery";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { aClient, type Body, type Client, someone, somePhone, type TestResponse } from "./harness";
import { mockEmail, mockSms, recordOf } from "./mocks";

useTestDatabase();

const said = ({ status, body }: TestResponse) => [status, body?.code];
const create = (client: Client, body: unknown) => client.call("POST", "/api/connectors", { body });
const list = async (client: Client, query = ""): Promise<Body[]> =>
  (await client.call("GET", `/api/connectors${query}`)).body;
const inTests = () => aClient({ logto: { testConnectors: true } });

const google = {
  connectorId: "google-universal",
  config: { clientId: "id", clientSecret: "s3cret-of-google" },
};

/** An HTTP endpoint that receives messages. */
let taken: { headers: IncomingMessage["headers"]; body: Body }[] = [];
let says = 200;
let endpoint = "";
let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    taken.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(says).end("as you wish");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
});
afterAll(() => {
  server.close();
});

describe("social connectors", () => {
  it("C1: refuses an unknown factory", async () => {
    const answer = await create(await aClient(), { connectorId: "non-exist-id" });
    expect(said(answer)).toEqual([422, "connector.not_found_with_connector_id"]);
  });

  it("C2: refuses the same factory a second time", async () => {
    const client = await inTests();
    const mock = { connectorId: "mock-social-connector" };
    expect((await create(client, mock)).status).toBe(200);
    expect(said(await create(client, mock))).toEqual([422, "connector.multiple_instances_not_supported"]);
  });

  it("C5: refuses another target for a factory that has its own", async () => {
    const client = await inTests();
    const answer = await create(client, { connectorId: "mock-social-connector", metadata: { target: "t" } });
    expect(said(answer)).toEqual([400, "connector.cannot_overwrite_metadata_for_non_standard_connector"]);
  });

  it("shows the given config without its secret", async () => {
    const client = await aClient();
    const made = await create(client, google);
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      type: "Social",
      connectorId: "google-universal",
      target: "google",
      platform: "Universal",
      name: { en: "Google" },
      config: { clientId: "id" },
      metadata: {},
      syncProfile: false,
      enableTokenStorage: false,
    });
    expect(made.body.id).toMatch(/^[0-9a-z]{12}$/);
    const got = await client.call("GET", `/api/connectors/${made.body.id}`);
    expect(got.body).toEqual(made.body);
    expect(JSON.stringify([made.body, got.body, await list(client)])).not.toContain("s3cret");
  });

  it("a standard connector needs a target, which cannot be changed", async () => {
    const client = await aClient();
    const config = {
      authorizationEndpoint: "https://id.example.com/auth",
      tokenEndpoint: "https://id.example.com/token",
      userInfoEndpoint: "https://id.example.com/me",
      clientId: "id",
      clientSecret: "secret",
    };
    const body = { connectorId: "oauth2", config };
    expect(said(await create(client, body))).toEqual([400, "connector.should_specify_target"]);
    const metadata = { target: "acme", name: { en: "Acme" }, logo: "https://acme.example/logo.svg" };
    const made = await create(client, { ...body, metadata });
    expect(made.body).toMatchObject({ target: "acme", name: { en: "Acme" }, metadata });
    expect(said(await create(client, { ...body, metadata }))).toEqual([
      422,
      "connector.multiple_target_with_same_platform",
    ]);
    const path = `/api/connectors/${made.body.id}`;
    const moved = await client.call("PATCH", path, { body: { metadata: { target: "other" } } });
    expect(said(moved)).toEqual([400, "connector.can_not_modify_target"]);
    const renamed = await client.call("PATCH", path, { body: { metadata: { name: { en: "New" } } } });
    expect(renamed.body).toMatchObject({ name: { en: "New" }, target: "acme", config: { clientId: "id" } });
    expect((await list(client, "?target=acme")).map(({ id }) => id)).toEqual([made.body.id]);
  });

  it("an invalid config changes nothing", async () => {
    const client = await aClient();
    const made = await create(client, google);
    const path = `/api/connectors/${made.body.id}`;
    const refused = await client.call("PATCH", path, { body: { config: { clientId: 1 } } });
    expect(said(refused)).toEqual([400, "connector.invalid_config"]);
    expect((await client.call("GET", path)).body).toEqual(made.body);
  });

  it("can be deleted, and is then not found", async () => {
    const client = await aClient();
    const { id } = (await create(client, google)).body;
    const path = `/api/connectors/${id}`;
    expect((await client.call("DELETE", path)).status).toBe(204);
    expect(said(await client.call("DELETE", path))).toEqual([404, "entity.not_found"]);
    expect(said(await client.call("GET", path))).toEqual([404, "entity.not_found"]);
    expect(said(await client.call("PATCH", path, { body: {} }))).toEqual([404, "entity.not_found"]);
  });

  it("keeps the id chosen by its creator", async () => {
    const client = await aClient();
    expect((await create(client, { ...google, id: "my-google" })).body.id).toBe("my-google");
    expect((await client.call("GET", "/api/connectors/my-google")).status).toBe(200);
  });

  it("the mock returns an authorization URI", async () => {
    const client = await inTests();
    const body = { state: "s t", redirectUri: "https://app.example/cb" };
    const mock = (await create(client, { connectorId: "mock-social-connector" })).body.id;
    const { body: answered } = await client.call("POST", `/api/connectors/${mock}/authorization-uri`, {
      body,
    });
    const url = new URL(answered.redirectTo);
    expect(url.origin).toBe("http://mock-social");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      state: "s t",
      redirect_uri: "https://app.example/cb",
      scope: "email profile",
    });
  });
});

describe("message connectors", () => {
  it("a project's own providers are listed as connectors, and can be deleted", async () => {
    const client = await aClient();
    expect((await list(client)).map(({ type }) => type)).toEqual(["Email", "Sms"]);
    const [email] = await list(client);
    const change = { body: { config: { endpoint } } };
    const unchanged = await client.call("PATCH", `/api/connectors/${email.id}`, change);
    expect(said(unchanged)).toEqual([400, "connector.invalid_config"]);
    expect((await client.call("DELETE", `/api/connectors/${email.id}`)).status).toBe(204);
    expect((await list(client)).map(({ type }) => type)).toEqual(["Sms"]);
    const refused = await client.call("POST", "/api/verification-codes", { body: { email: someone() } });
    expect(said(refused)).toEqual([501, "connector.not_found"]);
    const sent = await client.call("POST", "/api/verification-codes", { body: { phone: somePhone() } });
    expect(sent.status).toBe(204);
  });

  it("C3: a new connector replaces the first", async () => {
    const client = await inTests();
    const first = (await create(client, mockEmail)).body;
    const second = (await create(client, { connectorId: "http-email", config: { endpoint } })).body;
    const emails = (await list(client)).filter(({ type }) => type === "Email");
    expect(emails.map(({ id }) => id)).toEqual([second.id]);
    expect(said(await client.call("GET", `/api/connectors/${first.id}`))).toEqual([404, "entity.not_found"]);
  });

  it("C4: a config can be tested before it is saved", async () => {
    const client = await inTests();
    const path = "/api/connectors/mock-email-service/test";
    const email = someone();
    const { config } = mockEmail;
    const record = await recordOf("email", email, async () => {
      expect((await client.call("POST", path, { body: { email, config } })).status).toBe(204);
    });
    expect(record).toMatchObject({ address: email, code: "000000", type: "Generic" });
    const bad = await client.call("POST", path, { body: { email, config: {} } });
    expect(said(bad)).toEqual([400, "connector.invalid_config"]);
    const none = await client.call("POST", path, { body: { config } });
    expect(said(none)).toEqual([400, "guard.invalid_input"]);
    const wrong = await client.call("POST", path, { body: { phone: somePhone(), config } });
    expect(said(wrong)).toEqual([400, "connector.unexpected_type"]);
    const unknown = await client.call("POST", "/api/connectors/pigeon/test", { body: { email, config } });
    expect(said(unknown)).toEqual([400, "connector.not_found"]);
  });

  it("M1: the mocks have written the code, the type and the text before the response", async () => {
    const client = await inTests();
    await create(client, mockEmail);
    await create(client, mockSms);
    const email = someone();
    const request = (body: object) => async () => {
      expect((await client.call("POST", "/api/verification-codes", { body })).status).toBe(204);
    };
    const mail = await recordOf("email", email, request({ email }), "/tmp/logto_mock_");
    expect(mail).toMatchObject({ address: email, type: "Generic", payload: { code: mail.code } });
    expect(mail.code).toMatch(/^\d{6}$/);
    expect(mail.content).toBe(`Generic: ${mail.code}`);
    const phone = somePhone();
    const sms = await recordOf("sms", phone, request({ phone }));
    expect(sms).toMatchObject({ phone, type: "Generic" });
    const body = { phone, verificationCode: sms.code };
    expect((await client.call("POST", "/api/verification-codes/verify", { body })).status).toBe(204);
  });

  it("the mocks are not available unless the project allows test connectors", async () => {
    const client = await aClient();
    expect(said(await create(client, mockEmail))).toEqual([422, "connector.not_found_with_connector_id"]);
    const social = await create(client, { connectorId: "mock-social-connector" });
    expect(said(social)).toEqual([422, "connector.not_found_with_connector_id"]);
    const { body } = await client.call("GET", "/api/connector-factories");
    expect(body.map(({ id }: Body) => id).join()).not.toContain("mock");
  });

  it("a connector without a config sends nothing yet", async () => {
    const client = await aClient();
    expect((await create(client, { connectorId: "http-email" })).body.config).toEqual({});
    const refused = await client.call("POST", "/api/verification-codes", { body: { email: someone() } });
    expect(said(refused)).toEqual([400, "connector.invalid_config"]);
  });

  it("an HTTP endpoint gets the code in the vendor's format, with the configured header", async () => {
    const client = await aClient();
    const config = { endpoint, authorization: "Bearer hush" };
    const made = await create(client, { connectorId: "http-sms", config });
    expect(JSON.stringify(made.body)).not.toContain("hush");
    const worker = startWorker({ openChallenges, log });
    taken = [];
    const phone = somePhone();
    await client.call("POST", "/api/verification-codes", { body: { phone } });
    await expect.poll(() => taken.length, { timeout: 5000 }).toBe(1);
    await worker.stop();
    expect(taken[0]!.headers.authorization).toBe("Bearer hush");
    expect(taken[0]!.body).toMatchObject({ to: `+${phone}`, type: "Generic" });
    expect(taken[0]!.body.payload.code).toMatch(/^\d{6}$/);
    const body = { phone, verificationCode: taken[0]!.body.payload.code };
    expect((await client.call("POST", "/api/verification-codes/verify", { body })).status).toBe(204);
  });

  it("a test shows the endpoint's response", async () => {
    const client = await aClient();
    const body = { email: someone(), config: { endpoint } };
    taken = [];
    expect((await client.call("POST", "/api/connectors/http-email/test", { body })).status).toBe(204);
    expect(taken[0]!.body).toMatchObject({ type: "Generic", payload: { code: "000000" } });
    says = 422;
    const refused = await client.call("POST", "/api/connectors/http-email/test", { body });
    says = 200;
    expect(said(refused)).toEqual([400, "connector.general"]);
    expect(refused.body.message).toBe("Error occurred in connector: 422 as you wish");
  });

  it("a mail server can be configured with the vendor's members", async () => {
    const client = await aClient();
    const templates = ["SignIn", "Register", "ForgotPassword", "Generic"].map((usageType) => ({
      usageType,
      contentType: "text/plain",
      subject: "Code",
      content: "{{code}}",
    }));
    const config = {
      host: "smtp.example.com",
      port: 587,
      auth: { user: "u", pass: "hush-hush" },
      fromEmail: "Acme <no-reply@example.com>",
      replyTo: "help@example.com",
      templates,
    };
    const body = { connectorId: "simple-mail-transfer-protocol", config };
    const made = await create(client, body);
    expect(made.status).toBe(200);
    expect(made.body.config).toMatchObject({ host: "smtp.example.com", auth: { user: "u" } });
    expect(JSON.stringify(made.body)).not.toContain("hush-hush");
    const [provider] = await db().execute(
      sql`select config from providers where config->>'host' = ${config.host}`,
    );
    expect(provider).toMatchObject({ config: { from: config.fromEmail, replyTo: config.replyTo } });
    const fewer = { ...config, templates: templates.slice(1) };
    expect(said(await create(client, { ...body, config: fewer }))).toEqual([400, "connector.invalid_config"]);
    const path = `/api/connectors/${made.body.id}`;
    const next = { ...config, auth: { user: "u" }, port: 2525 };
    const changed = await client.call("PATCH", path, { body: { config: next } });
    expect(changed.body.config.port).toBe(2525);
    const wrong = await client.call("PATCH", path, { body: { syncProfile: true } });
    expect(said(wrong)).toEqual([422, "connector.invalid_type_for_syncing_profile"]);
  });
});

describe("connector factories", () => {
  it("are listed, and found by id", async () => {
    const client = await inTests();
    const { body } = await client.call("GET", "/api/connector-factories");
    const ids = body.map(({ id }: Body) => id);
    expect(ids).toEqual(
      expect.arrayContaining(["google-universal", "oidc", "http-email", "mock-email-service"]),
    );
    const oidc = await client.call("GET", "/api/connector-factories/oidc");
    expect(oidc.body).toMatchObject({ id: "oidc", type: "Social", isStandard: true, isDemo: false });
    const none = await client.call("GET", "/api/connector-factories/none");
    expect(said(none)).toEqual([404, "entity.not_found"]);
  });
});
