/**
 * The sandbox identity provider: a real OpenID provider on its own loopback port, so that social sign-in works on a new
 * machine with the real protocol. Anyone can sign in as anyone, so it proves nothing. `lib/env.ts` decides whether it runs
 * (SANDBOX_IDENTITY_PROVIDER).
 */
import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import http from "node:http";
import { errorPage, homePage, loginPage } from "./sandbox-pages.mjs";
import { createSandboxStore } from "./sandbox-store.mjs";

const host = "127.0.0.1";
const maxFormBytes = 10_000;
const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  // Chromium also applies `form-action` to the redirects after a form post, and the last one leads back to the product.
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' https: http://localhost:* http://127.0.0.1:*",
  "x-content-type-options": "nosniff",
};

/**
 * Starts it on `port`, or on another port if that is taken. `client` is `{ id, secret, redirectUri }`. Returns the issuer and
 * a function that stops it.
 */
export async function startSandboxProvider({ port, client }) {
  const server = http.createServer();
  await listen(server, port);
  const issuer = `http://${host}:${server.address().port}`;
  const provider = await openProvider(issuer, client);
  const people = new Map();
  provider.findPerson = (id) => people.get(id);
  const answer = provider.callback();

  server.on("request", (request, response) => {
    serve({ issuer, client, provider, people, answer }, request, response).catch((error) => {
      if (response.headersSent) return response.destroy();
      // The interaction has ended or belongs to another browser.
      const isOver = error.name === "SessionNotFound";
      if (!isOver) console.error(error);
      send(response, isOver ? 400 : 500, errorPage(isOver ? "session_not_found" : "server_error"));
    });
  });
  return {
    issuer,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function serve({ issuer, client, provider, people, answer }, request, response) {
  // Another name of this machine, or a foreign name that resolves to it (DNS rebinding).
  if (`http://${request.headers.host}` !== issuer) {
    return response.writeHead(307, { location: `${issuer}/`, "content-length": 0 }).end();
  }
  const { pathname } = new URL(request.url, issuer);
  if (pathname === "/") return send(response, 200, homePage({ issuer, client }));
  if (!pathname.startsWith("/interaction/")) return answer(request, response);

  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== "POST") return send(response, 200, loginPage({ hint: params.login_hint }));
  const form = await readForm(request);
  if (form.get("answer") === "deny") {
    return finish({ error: "access_denied", error_description: "The person said no." });
  }
  const person = personFrom(form);
  if (!person) return send(response, 422, loginPage({ form }));
  people.set(person.sub, person);
  return finish({ login: { accountId: person.sub, remember: false } });

  function finish(result) {
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}

async function openProvider(issuer, client) {
  const { Provider } = await quietly(() => import("oidc-provider"));
  const provider = new Provider(issuer, {
    adapter: createSandboxStore(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [newSigningKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")], names: cookieNames },
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    // Like many large providers: a requested address is in the ID token, too.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: {
      Interaction: 900,
      Session: 900,
      Grant: 900,
      AuthorizationCode: 60,
      AccessToken: 300,
      IdToken: 300,
    },
    // There are no sessions to end (sandbox-store.mjs).
    expiresWithSession: () => false,
    pkce: { required: () => true },
    findAccount: (_ctx, id) => {
      const person = provider.findPerson(id);
      return person && { accountId: id, claims: () => person };
    },
    loadExistingGrant: grantEverything,
    renderError: (ctx, { error, error_description }) => {
      ctx.set(pageHeaders);
      ctx.body = errorPage(error, error_description);
    },
  });
  // The client can use any redirect URI, because developers try it with their own applications.
  const { redirectUriAllowed } = provider.Client.prototype;
  provider.Client.prototype.redirectUriAllowed = function allowed(uri) {
    return redirectUriAllowed.call(this, uri) || isLoopback(uri);
  };
  return provider;
}

/** The library warns about every Node.js version older than it recommends, although it works with them. */
async function quietly(load) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}

/** Its own prefix: cookies do not distinguish ports, so they must not collide with the product's. */
const cookieNames = {
  session: "sandbox_session",
  interaction: "sandbox_interaction",
  resume: "sandbox_resume",
};

/** Consent is granted without asking. */
async function grantEverything(ctx) {
  const { client, session, params, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(params.scope);
  await grant.save();
  return grant;
}

function newSigningKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    ...privateKey.export({ format: "jwk" }),
    kid: randomBytes(8).toString("hex"),
    use: "sig",
    alg: "RS256",
  };
}

/** The same address is the same account, today and after a restart. */
function personFrom(form) {
  const name = (form.get("name") ?? "").trim();
  const email = (form.get("email") ?? "").trim();
  const isUsable = email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email) && name.length <= 200;
  if (!isUsable) return null;
  const sub = createHash("sha256").update(email.toLowerCase()).digest("hex").slice(0, 24);
  return { sub, ...(name && { name }), email, email_verified: form.get("verified") === "on" };
}

async function readForm(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > maxFormBytes) break;
  }
  return new URLSearchParams(text);
}

function isLoopback(uri) {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return /^https?:$/.test(protocol) && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function send(response, status, body) {
  response.writeHead(status, pageHeaders).end(body);
}

/** On the requested port, so that accounts keep their issuer, or else on any free one. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (port === 0) return reject(error);
      listen(server, 0).then(resolve, reject);
    });
    server.listen(port, host, resolve);
  });
}
