import { env } from "@/lib/env";
import {
  type Client,
  handleRequest,
  type Method,
  sentTo,
  type TestRequest,
  type TestResponse,
} from "./harness";

/** A browser on the sign-in page. It keeps cookies and sends them. */
export interface Browser {
  cookies: Map<string, string>;
  call(method: Method, path: string, asked?: TestRequest): Promise<TestResponse>;
  put(path: string, body: unknown): Promise<TestResponse>;
  post(path: string, body?: unknown): Promise<TestResponse>;
  get(path: string): Promise<TestResponse>;
}

const root = "/api/experience";

/** Paths are relative to `/api/experience`, unless they are complete. */
export function aBrowser(): Browser {
  const cookies = new Map<string, string>();
  const call: Browser["call"] = async (method, path, { body, text, headers } = {}) => {
    const given = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const whole = path.startsWith("/oidc") || path.startsWith("/api") ? path : `${root}${path}`;
    const response = await handleRequest(
      new Request(new URL(whole, env.PUBLIC_URL), {
        method,
        headers: {
          ...(given !== undefined && { "content-type": "application/json" }),
          ...(cookie && { cookie }),
          ...headers,
        },
        body: method === "GET" || method === "HEAD" ? undefined : given,
      }),
    );
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (/Max-Age=0/.test(set)) cookies.delete(name!);
      else if (/Path=\/(;|$)/.test(set)) cookies.set(name!, value!);
    }
    const answered = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const parsed = answered === "" ? null : isJson ? JSON.parse(answered) : answered;
    return { status: response.status, headers: response.headers, body: parsed };
  };
  return {
    cookies,
    call,
    put: (path, body) => call("PUT", path, { body }),
    post: (path, body) => call("POST", path, { body }),
    get: (path) => call("GET", path),
  };
}

/** A browser that this client's application has sent to the sign-in page, with an interaction for this event. */
export async function anInteraction(client: Client, interactionEvent = "SignIn"): Promise<Browser> {
  const browser = aBrowser();
  const query = new URLSearchParams({
    client_id: client.id,
    response_type: "code",
    redirect_uri: `${env.PUBLIC_URL}/callback`,
    scope: "openid",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  const sent = await browser.get(`/oidc/auth?${query}`);
  if (sent.status !== 303) throw new Error(JSON.stringify(sent.body));
  const begun = await browser.put("", { interactionEvent });
  if (begun.status !== 204) throw new Error(JSON.stringify(begun.body));
  return browser;
}

export const identifierOf = (value: string) => ({ type: value.includes("@") ? "email" : "phone", value });

/** Sends a code. Returns the record's id and the code. */
export async function sendCode(client: Client, browser: Browser, to: string, interactionEvent = "SignIn") {
  const sent = await browser.post("/verification/verification-code", {
    identifier: identifierOf(to),
    interactionEvent,
  });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  const { code } = await sentTo(client, to);
  return { verificationId: sent.body.verificationId as string, code };
}

export function verifyCode(browser: Browser, to: string, verificationId: string, code: string) {
  const identifier = identifierOf(to);
  return browser.post("/verification/verification-code/verify", { identifier, verificationId, code });
}

/** A record that proves this address or number. */
export async function proven(
  client: Client,
  browser: Browser,
  to: string,
  event = "SignIn",
): Promise<string> {
  const { verificationId, code } = await sendCode(client, browser, to, event);
  const verified = await verifyCode(browser, to, verificationId, code);
  if (verified.status !== 200) throw new Error(JSON.stringify(verified.body));
  return verificationId;
}
