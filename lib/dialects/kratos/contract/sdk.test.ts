import { Configuration as ClientConfiguration, FrontendApi as ClientFrontend } from "@ory/client";
import {
  Configuration as FetchConfiguration,
  FrontendApi as FetchFrontend,
  IdentityApi as FetchIdentity,
  instanceOfVerificationFlow,
  ResponseError,
} from "@ory/client-fetch";
import {
  CourierApi,
  Configuration as KratosConfiguration,
  FrontendApi as KratosFrontend,
  IdentityApi as KratosIdentity,
} from "@ory/kratos-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { overHttp, type RunningServer } from "@/lib/http/testing";
import { anApp, handleRequest, type JsonBody, type TestApp, useWorker, wrongCode } from "./harness";

useTestDatabase();
useWorker();

/*
 * The vendor's published clients, unmodified, over a real socket.
 */

let server: RunningServer;
let app: TestApp;

beforeAll(async () => {
  server = await overHttp(handleRequest);
  app = await anApp();
  await app.set({ hosts: [app.host, new URL(server.url).host] });
});
afterAll(() => server.close());

let people = 0;
const someone = () => `sdk-${++people}@ory.sh`;

/** The axios clients differ only in their name. */
const axiosFrontends = {
  "@ory/client": () => new ClientFrontend(new ClientConfiguration({ basePath: server.url })),
  "@ory/kratos-client": () => new KratosFrontend(new KratosConfiguration({ basePath: server.url })),
};

function admin() {
  const configuration = new KratosConfiguration({ basePath: server.url, accessToken: app.key });
  const baseOptions = { headers: { authorization: `Bearer ${app.key}` } };
  const withKey = new KratosConfiguration({ ...configuration, basePath: server.url, baseOptions });
  return { identities: new KratosIdentity(withKey), courier: new CourierApi(withKey) };
}

async function anIdentity(email: string) {
  const createIdentityBody = { schema_id: "default", traits: { email } };
  return (await admin().identities.createIdentity({ createIdentityBody })).data;
}

async function codeTo(recipient: string): Promise<string> {
  for (;;) {
    const { data } = await admin().courier.listCourierMessages({ recipient });
    const found = /\d{6}/.exec(data[0]?.body ?? "");
    if (found) return found[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const cookieIn = (headers: JsonBody): string => String(headers["set-cookie"]).split(";")[0]!;
const tokenOf = (flow: { ui: { nodes: JsonBody[] } }): string =>
  flow.ui.nodes.find(({ attributes }) => attributes.name === "csrf_token").attributes.value;

describe.each(Object.entries(axiosFrontends))("%s", (_, make) => {
  it("verifies in a native application", async () => {
    const [frontend, email] = [make(), someone()];
    const identity = await anIdentity(email);
    const { data: begun } = await frontend.createNativeVerificationFlow({
      returnTo: "https://app.example.com/x",
    });
    expect(begun).toMatchObject({ type: "api", return_to: "https://app.example.com/x" });
    const submit = async (updateVerificationFlowBody: JsonBody) =>
      (await frontend.updateVerificationFlow({ flow: begun.id, updateVerificationFlowBody })).data;
    expect((await submit({ method: "code", email })).state).toBe("sent_email");
    const code = await codeTo(email);
    const wrong = await submit({ method: "code", code: wrongCode(code) });
    expect(wrong.ui.messages?.map(({ id, type }) => [id, type])).toEqual([[4070006, "error"]]);
    const done = await submit({ method: "code", code });
    expect(done.state).toBe("passed_challenge");
    const anchor = done.ui.nodes.find(({ attributes }) => (attributes as JsonBody).id === "continue");
    expect((anchor!.attributes as JsonBody).href).toBe("https://app.example.com/x");
    expect((await frontend.getVerificationFlow({ id: begun.id })).data.state).toBe("passed_challenge");
    const { data: after } = await admin().identities.getIdentity({ id: identity.id });
    expect(after.verifiable_addresses?.[0]).toMatchObject({ verified: true, status: "completed" });
    const again = await submit({ method: "code", code }).catch((error) => error.response);
    expect([again.status, again.data.error.id]).toEqual([410, "self_service_flow_replaced"]);
  });

  it("verifies in a browser, with its cookie", async () => {
    const [frontend, email] = [make(), someone()];
    await anIdentity(email);
    const { data: begun, headers } = await frontend.createBrowserVerificationFlow();
    const cookie = cookieIn(headers);
    const update = async (body: JsonBody) =>
      (
        await frontend.updateVerificationFlow({
          flow: begun.id,
          cookie,
          updateVerificationFlowBody: { csrf_token: tokenOf(begun), ...body },
        })
      ).data;
    await update({ method: "code", email });
    const { data: shown } = await frontend.getVerificationFlow({ id: begun.id, cookie });
    expect(shown.state).toBe("sent_email");
    const resend = shown.ui.nodes.find(({ meta }) => meta.label?.id === 1070008);
    expect((resend!.attributes as JsonBody).value).toBe(email);
    expect((await update({ method: "code", code: await codeTo(email) })).state).toBe("passed_challenge");
    const denied = await frontend.getVerificationFlow({ id: begun.id }).catch((error) => error.response);
    expect([denied.status, denied.data.error.id]).toEqual([403, "security_csrf_violation"]);
  });

  it("gets the session and a stored error", async () => {
    const frontend = make();
    const whoami = await frontend.toSession().catch((error) => error.response);
    expect(whoami.status).toBe(401);
    expect((await frontend.getFlowError({ id: "stub:500" })).data.error).toMatchObject({ code: 500 });
  });
});

describe("@ory/client-fetch", () => {
  const headers = { accept: "application/json" };
  const frontend = () => new FetchFrontend(new FetchConfiguration({ basePath: server.url, headers }));

  it("verifies in a native application", async () => {
    const email = someone();
    await anIdentity(email);
    const begun = await frontend().createNativeVerificationFlow();
    expect(instanceOfVerificationFlow(begun)).toBe(true);
    expect(begun.expires_at).toBeInstanceOf(Date);
    const submit = (updateVerificationFlowBody: JsonBody) =>
      frontend().updateVerificationFlow({ flow: begun.id, updateVerificationFlowBody });
    expect((await submit({ method: "code", email })).state).toBe("sent_email");
    const done = await submit({ method: "code", code: await codeTo(email) });
    expect(done.state).toBe("passed_challenge");
    expect(done.ui.nodes.map(({ type }) => type)).toEqual(["input", "a"]);
    const read = await frontend().getVerificationFlow({ id: begun.id });
    expect(read).toEqual(done);
  });

  it("verifies in a browser", async () => {
    const email = someone();
    await anIdentity(email);
    const raw = await frontend().createBrowserVerificationFlowRaw({});
    const begun = await raw.value();
    const cookie = raw.raw.headers.get("set-cookie")!.split(";")[0]!;
    const update = (body: JsonBody) =>
      frontend().updateVerificationFlow({
        flow: begun.id,
        cookie,
        updateVerificationFlowBody: { csrf_token: tokenOf(begun), ...body },
      });
    await update({ method: "code", email });
    const done = await update({ method: "code", code: await codeTo(email) });
    expect(done.state).toBe("passed_challenge");
  });

  it("gets errors in its format, and identities", async () => {
    const missing = await frontend()
      .getVerificationFlow({ id: crypto.randomUUID() })
      .catch((error) => error);
    expect(missing).toBeInstanceOf(ResponseError);
    expect(await missing.response.json()).toMatchObject({ error: { code: 404 } });
    const authorized = { headers: { authorization: `Bearer ${app.key}` } };
    const api = new FetchIdentity(new FetchConfiguration({ basePath: server.url, ...authorized }));
    const traits = { email: someone(), phone: "+12065551234" };
    const made = await api.createIdentity({ createIdentityBody: { schema_id: "default", traits } });
    expect(made.verifiable_addresses?.map(({ via }) => via)).toEqual(["email", "sms"]);
    const jsonPatch = [{ op: "replace" as const, path: "/verifiable_addresses/0/verified", value: true }];
    const patched = await api.patchIdentity({ id: made.id, jsonPatch });
    expect(patched.verifiable_addresses?.[0]).toMatchObject({ verified: true, status: "completed" });
    expect((await api.listIdentities({ ids: [made.id] })).map(({ id }) => id)).toEqual([made.id]);
    await api.deleteIdentity({ id: made.id });
    const gone = await api.getIdentity({ id: made.id }).catch((error) => error.response.status);
    expect(gone).toBe(404);
  });
});
