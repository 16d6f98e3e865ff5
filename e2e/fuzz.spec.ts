import { readFileSync } from "node:fs";
import net from "node:net";
import { expect, test } from "@playwright/test";

/*
 * Raw requests against the whole product: every prefix, pages, files and the server itself, with methods, headers and bodies
 * that no HTTP client would send. No response may be a 5xx, nothing may hang, and nothing may be logged as an error.
 */

const { BASE_URL: baseUrl = "http://localhost:3000", PRODUCT_LOG: logFile = "" } = process.env;
const port = Number(new URL(baseUrl).port || 80);

const requestCount = 2000;
const parallel = 16;
/** Longer than any response takes on a loaded machine, shorter than the server's own limit for slow requests. */
const hangMs = 20_000;

/** A deterministic generator (mulberry32), so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "Q"];
const prefixes = [
  ["/api/v1", "verifications", "users", "events", "project", "inbox/messages", "openapi.json", "nothing"],
  ["/api", "verification-codes", "users", "connectors", "experience", "my-account", "one-time-tokens"],
  ["/v1", "users", "emailLinks", "emailCodes", "smsCodes", "validate/email"],
  ["/v2", "users", "identifiers", "socialAccounts", "users/usr-1/challenges"],
  [
    "/cis",
    "v1/users",
    "v1/users/email/x",
    "v1/verification/otp/email/send",
    "oidc/token",
    "v1/auth/otp/send",
  ],
  [
    "/self-service",
    "verification",
    "verification/api",
    "verification/browser",
    "verification/flows",
    "errors",
  ],
  ["/admin", "identities", "courier/messages"],
  ["/oidc", "token", "jwks", ".well-known/openid-configuration", "auth"],
  ["/api/auth", "session", "csrf", "signin", "callback/credentials", "signout"],
  [
    "",
    "",
    "docs",
    "docs/problems/nope",
    "verify",
    "verify/link",
    "console",
    "console/sign-in",
    "nothing/here",
  ],
  ["", "icon.svg", "api/v1/openapi.json", "_next/static/nothing.js", "_next/image", "favicon.ico", "metrics"],
  ["", "health/alive", "health/ready", "schemas", "schemas/default", "version", "sessions/whoami"],
];
const suffixes = [
  "",
  "",
  "",
  "/x",
  "/%ff",
  "/100%",
  "/%E0%A4%A",
  "/..%2f..",
  "//",
  "/%00",
  "/é",
  "?a=%ff",
  "?filter[0]=x",
  "?x=\u00ff",
];
const contentTypes = [
  "application/json",
  "application/json; charset=latin1",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "text/plain",
  "text/x-component",
  "image/png",
  ";;;",
];
const bodies = [
  "",
  "{",
  "{}",
  "[1]",
  "null",
  '{"__proto__":{"a":1}}',
  '{"email":"jane@example.com","code":"\\ud800"}',
  `${"[".repeat(500)}`,
  '--x\r\nContent-Disposition: form-data; name="1"\r\n\r\nbroken',
  "a=%ff&b",
  "x".repeat(70_000),
  "\u00ff\u00fe{}",
];
const oddHeaders = [
  "Accept: text/html",
  "Accept: application/json",
  "Accept: ;q=x",
  "Next-Action: 0123456789abcdef0123456789abcdef01234567",
  "Next-Router-State-Tree: %%%",
  "RSC: 1",
  "Content-Encoding: gzip",
  "Content-Encoding: br",
  "Cookie: a=b; =; countersign-authorization=x; __proto__=y",
  "Authorization: Bearer csk_aaaaaaaa_x",
  "Authorization: Basic !!!",
  'Idempotency-Key: "',
  "X-Forwarded-For: 6.6.6.6",
  "X-Forwarded-Host: evil.example/x?",
  "Range: bytes=0-0,5-",
  "If-None-Match: *",
  "Expect: 100-continue",
  "Expect: magic",
  "Upgrade: h2c\r\nConnection: Upgrade",
  `X-Long: ${"x".repeat(4000)}`,
];

interface Case {
  text: Buffer;
  /** Closes the connection before the body has ended. */
  isCut: boolean;
}

function makeCase(random: () => number): Case {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const [prefix = "", ...paths] = pick(prefixes);
  const plain = `${prefix}/${pick(paths)}`;
  const cased = random() < 0.1 ? plain.toUpperCase() : plain;
  const path = `${cased}${pick(suffixes)}${random() < 0.01 ? "y".repeat(20_000) : ""}`;
  const body = random() < 0.6 ? pick(bodies) : "";
  const isCut = body !== "" && random() < 0.15;
  const length = random() < 0.05 ? "-1" : String(Buffer.byteLength(body, "latin1") + (isCut ? 100 : 0));
  const headers = [
    random() < 0.97 ? `Host: localhost:${port}` : "X-No-Host: 1",
    "Connection: close",
    `Content-Type: ${pick(contentTypes)}`,
    ...(random() < 0.5 ? [pick(oddHeaders)] : []),
    ...(body === "" ? [] : [`Content-Length: ${length}`]),
  ];
  const version = random() < 0.03 ? "HTTP/1.0" : "HTTP/1.1";
  return {
    text: Buffer.from(
      `${pick(methods)} ${path} ${version}\r\n${headers.join("\r\n")}\r\n\r\n${body}`,
      "latin1",
    ),
    isCut,
  };
}

/** Sends bytes and returns the reply once the connection ends. Throws if it does not end. */
function send({ text, isCut }: Case): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`No answer within ${hangMs} ms.`));
    }, hangMs);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString("latin1"));
    });
    socket.write(text, () => isCut && setTimeout(() => socket.destroy(), 5));
  });
}

test("no request gets a 5xx, hangs, or is logged as an error", async () => {
  test.setTimeout(360_000);
  const random = randomFrom(20261127);
  const cases = Array.from({ length: requestCount }, () => makeCase(random));
  const faults: string[] = [];
  const queue = cases.entries();
  const work = async () => {
    for (const [at, one] of queue) {
      const reply = await send(one).catch((error: Error) => `HTTP/1.1 599 ${error.message}`);
      if (!/^HTTP\/1\.1 5/.test(reply)) continue;
      faults.push(`#${at} ${one.text.toString("latin1").slice(0, 400)} → ${reply.slice(0, 60)}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  expect(faults).toEqual([]);
  expect((await fetch(`${baseUrl}/health/ready`)).status).toBe(200);
  // pino's level 50 is an error. Anything that is not JSON is a stack or a framework's message.
  const lines = logFile ? readFileSync(logFile, "utf8").trim().split("\n") : [];
  expect(lines.filter((line) => /^\{"level":[56]0,/.test(line) || /^\s+at |Error:/.test(line))).toEqual([]);
});
