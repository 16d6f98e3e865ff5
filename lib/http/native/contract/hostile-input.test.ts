import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, toTypeId } from "@/lib/id";
import {
  aClient,
  type Body,
  type Client,
  everyEndpoint,
  expectProblem,
  type Method,
  missingPath,
  type TestResponse,
} from "./harness";
import { hostileTexts, schemaOf, withTextEverywhere } from "./hostile";

useTestDatabase();

let client: Client;
let user: Body;
beforeAll(async () => {
  // Many refusals are expected, but none because of rate limits.
  client = await aClient({ settings: { requestsPerMinute: 10_000_000 } });
  user = (await client.call("POST", "/users", { body: {} })).body;
});

/** A path whose user exists, so that the verb validates the body, too. */
const pathOf = (pattern: string) => missingPath(pattern.replace("/users/[id]", `/users/${user.id}`));

const unstorable = hostileTexts.filter((text) => text.includes("\u0000") || !text.isWellFormed());

describe("text that cannot be stored", () => {
  it("is covered", () => expect(unstorable).toHaveLength(5));

  it("is refused everywhere in every body, with a pointer to it", async () => {
    let places = 0;
    for (const { pattern, method, operation } of await everyEndpoint()) {
      if (!operation.body) continue;
      for (const text of unstorable) {
        for (const body of withTextEverywhere(schemaOf(operation.body), text)) {
          const answer = await client.call(method, pathOf(pattern), { body });
          const { violations } = expectProblem(answer, 400, "request_invalid");
          expect(violations[0].message).toBe("Text must not contain NUL or half a surrogate pair.");
          places++;
        }
      }
    }
    expect(places).toBeGreaterThan(150);
  });

  it("is refused in every query parameter", async () => {
    for (const { pattern, method, operation } of await everyEndpoint()) {
      if (!operation.query) continue;
      const names = Object.keys(schemaOf(operation.query).properties ?? {});
      for (const name of [...names, "%00", "other"]) {
        const answer = await client.call(method, `${pathOf(pattern)}?${name}=a%00b`);
        expectProblem(answer, 400, "request_invalid");
      }
      // Half a surrogate pair has no UTF-8 form: it is sent as U+FFFD, which is ordinary text.
      const halved = await client.call(method, `${pathOf(pattern)}?${names.at(-1)}=%ED%A0%80`);
      expect(halved.status).toBeLessThan(500);
    }
  });

  it("is answered 404 in a path", async () => {
    // A prefix is no id. It is named in the refusal.
    const isOfId = (pattern: string) => pattern.includes("[") && !pattern.includes("[prefix]");
    for (const { pattern, method } of (await everyEndpoint()).filter((e) => isOfId(e.pattern))) {
      for (const id of ["%00", "ver_%00", "%ED%A0%80", "%FF", "%"]) {
        expectProblem(await client.call(method, pattern.replace(/\[\w+\]/g, id)), 404, "not_found");
      }
    }
  });

  it("is refused at any depth, and so is nesting that would overflow the stack", async () => {
    const deep = `${'{"a":['.repeat(5000)}"\\u0000"${"]}".repeat(5000)}`;
    const harmless = deep.replace("\\u0000", "");
    for (const text of [deep, deep.replace("\\u0000", "\\ud800"), `{"metadata":${deep}}`, harmless]) {
      expectProblem(await client.call("POST", "/verifications", { text }), 400, "request_invalid");
    }
    const text = `{"kind":"inbox","config":${harmless}}`;
    expectProblem(await client.call("POST", "/providers", { text }), 400, "request_invalid");
  });
});

describe("hostile text", () => {
  it("anywhere in a body is answered below 500 and never sets a header", async () => {
    for (const { pattern, method, operation } of await everyEndpoint()) {
      if (!operation.body) continue;
      for (const text of hostileTexts) {
        for (const body of withTextEverywhere(schemaOf(operation.body), text)) {
          const answer = await client.call(method, pathOf(pattern), { body });
          expect([operation.operationId, text.slice(0, 40), answer.status < 500]).toEqual([
            operation.operationId,
            text.slice(0, 40),
            true,
          ]);
          expect(answer.headers.has("x-injected")).toBe(false);
        }
      }
    }
  }, 180_000);

  it("is returned unchanged in metadata, under any name", async () => {
    const kept = hostileTexts
      .filter((t) => !unstorable.includes(t) && t.length <= 64 && t.length > 0)
      .filter((t) => t !== "__proto__");
    for (let i = 0; i < kept.length; i += 10) {
      const pairs = kept.slice(i, i + 10).map((text) => [text, text] as const);
      const metadata = Object.fromEntries(pairs);
      const text = `{"metadata":${JSON.stringify(metadata)}}`;
      const { status, body } = await client.call("POST", "/verifications", { text });
      expect(status).toBe(201);
      expect(Object.entries(body.metadata).sort()).toEqual(Object.entries(metadata).sort());
    }
  });

  it("as a member name is refused if it is __proto__, rather than lost", async () => {
    const places: [Method, string, string, string][] = [
      ["POST", "/verifications", '{"metadata":{"__proto__":"x"}}', "/metadata/__proto__"],
      ["POST", "/verifications", '{"__proto__":{"email":"jane@example.com"}}', "/__proto__"],
      ["POST", "/providers", '{"kind":"inbox","config":{"__proto__":{}}}', "/config/__proto__"],
      ["PATCH", "/project", '{"policies":{"__proto__":{}}}', "/policies/__proto__"],
    ];
    for (const [method, path, text, pointer] of places) {
      const { violations } = expectProblem(await client.call(method, path, { text }), 400, "request_invalid");
      expect(violations).toEqual([{ pointer, message: "No member may have this name." }]);
    }
  });

  it("as a code is refused, whatever its length", async () => {
    const v = (await client.call("POST", "/verifications", { body: { email: "jane@example.com" } })).body;
    for (const code of [
      "1".repeat(10_000),
      "1".repeat(65),
      "",
      ["1"],
      123456,
      null,
      { code: "1" },
      "9".repeat(60_000),
    ]) {
      const answer = await client.call("POST", `/verifications/${v.id}/attempts`, { body: { code } });
      const { violations } = expectProblem(answer, 400, "request_invalid");
      expect(violations[0].pointer).toBe("/code");
    }
    const { body } = await client.call("GET", `/verifications/${v.id}`);
    expect(body.attempts.used).toBe(0);
  });
});

describe("numbers", () => {
  it("that are not safe positive integers are refused where those are required", async () => {
    const wrong = [-1, 0, 1.5, 1e21, -1e308, 2 ** 53, "60", true, null, [], {}];
    for (const expiresInSeconds of wrong) {
      const answer = await client.call("POST", "/verifications", { body: { expiresInSeconds } });
      expect([400, 422]).toContain(answer.status);
      expectProblem(
        answer,
        answer.status,
        answer.status === 400 ? "request_invalid" : "lifetime_out_of_bounds",
      );
    }
    for (const overlapSeconds of [-1, 1.5, 604_801, "0", null]) {
      const path = `/api-keys/${toTypeId("key", newId())}/rotation`;
      expectProblem(await client.call("POST", path, { body: { overlapSeconds } }), 400, "request_invalid");
    }
    for (const requestsPerMinute of [0, -1, 0.5, 1e9, "6000", null]) {
      expectProblem(
        await client.call("PATCH", "/project", { body: { requestsPerMinute } }),
        400,
        "request_invalid",
      );
    }
  });
});

const start = (body: object): Promise<TestResponse> => client.call("POST", "/verifications", { body });

describe("impossible addresses", () => {
  const long = (local: number, domain: number) => {
    const labels = `${"d".repeat(60)}.`.repeat(9).slice(0, domain - 4);
    return `${"l".repeat(local)}@${labels.replace(/\.$/, "d")}.com`;
  };
  const bad = [
    ...[
      "",
      " ",
      "jane",
      "@",
      "@example.com",
      "jane@",
      "jane@@example.com",
      "jane@localhost",
      "jane@example",
      "jane@example.com.",
    ],
    ...[
      '"jane doe"@example.com',
      '"jane"@example.com',
      "jane doe@example.com",
      ".jane@example.com",
      "jane.@example.com",
      "ja..ne@example.com",
    ],
    ...[
      "jane@[127.0.0.1]",
      "jane@[IPv6:::1]",
      "jane@127.0.0.1",
      "jane@-example.com",
      "jane@example-.com",
      "jane@exa_mple.com",
      "jane@example..com",
    ],
    ...[
      "jane@example.com\r\nBcc: eve@example.com",
      "jane@example.com,eve@example.com",
      "Jane <jane@example.com>",
      "mailto:jane@example.com?x@y",
    ],
    ...[
      "💩@example.com",
      "jane\u200b@example.com",
      "jane\u202e@example.com",
      "jane@💩💩.💩",
      "jane@xn--ls8h.com",
      "jane@xn--.com",
      "jane@xn--a.xn--b\u0080",
    ],
    ...[
      long(65, 20),
      long(64, 200),
      long(1, 254),
      `${"é".repeat(33)}@example.com`,
      `jane@${"d".repeat(64)}.com`,
      "jane@".repeat(100),
    ],
    ...[
      "a@b@c.com",
      "jane@example.com:25",
      "jane@example.com/x",
      "jane@example.com?x",
      "jane@example.com#x",
      "jane@example%2ecom",
      "jane@exa\u00admple.com",
      "jane@example.c",
      "jane@.com",
      "(comment)jane@example.com",
    ],
  ];
  it.each(bad)("refuses %j", async (email) => {
    const { reason } = expectProblem(await start({ email }), 422, "email_invalid");
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it("refuses overlong addresses before parsing them", async () => {
    for (const email of [
      "a".repeat(1001),
      `${"a".repeat(60_000)}@example.com`,
      1,
      null,
      {},
      ["a@example.com"],
    ]) {
      expectProblem(await start({ email }), 400, "request_invalid");
    }
  });

  const good: [string, string][] = [
    [" Jane@EXAMPLE.com\n", "Jane@example.com"],
    ["jane@münchen.example", "jane@xn--mnchen-3ya.example"],
    ["jäné@example.com", "jäné@example.com"],
    ["jane@l·l.cat", "jane@xn--ll-0ea.cat"],
    ["用户@例子。测试", "用户@xn--fsqu00a.xn--0zwm56d"],
    ["用户@例子.测试", "用户@xn--fsqu00a.xn--0zwm56d"],
    ["ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "jane@example.com"],
    ["o'brien+tag!#$%&*/=?^_`{|}~-@example.com", "o'brien+tag!#$%&*/=?^_`{|}~-@example.com"],
    [long(64, 189), long(64, 189)],
  ];
  it.each(good)("accepts %j", async (email, value) => {
    const answer = await start({ email });
    expect(answer.body.identifier).toEqual({ type: "email", value });
    expect(answer.status).toBe(201);
  });
});

describe("impossible numbers", () => {
  const bad: [string, string?][] = [
    ...[
      "",
      "+",
      "0",
      "110",
      "+0",
      "+49",
      "+491",
      "+4900000000000",
      "+999123456789",
      "+1",
      "+12345678901234567890",
    ].map((p): [string] => [p]),
    ...[
      "jane@example.com",
      "+49 151 12345678 ext. 5",
      "+4915112345678;ext=5",
      "tel:+4915112345678x",
      "call me",
      "☎",
    ].map((p): [string] => [p]),
    ...["015112345678", "+49-", "-4915112345678", "1e10", "+٤٩"].map((p): [string] => [p]),
    ["123", "DE"],
    ["0151 12345678", "US"],
    ["0151 12345678", "XX"],
    ["110", "DE"],
    ["+1 202", "DE"],
  ];
  it.each(bad)("refuses %j %j", async (phone, country) => {
    expectProblem(await start({ phone, country }), 422, "phone_invalid");
  });

  it("refuses overlong numbers, and countries that are not codes", async () => {
    for (const body of [
      { phone: "1".repeat(101) },
      { phone: 4915112345678 },
      { phone: null },
      { phone: "0151 12345678", country: "Germany" },
      { phone: "0151 12345678", country: "de" },
      { phone: "0151 12345678", country: "" },
      { phone: "0151 12345678", country: 49 },
    ]) {
      expectProblem(await start(body), 400, "request_invalid");
    }
  });

  it.each([
    ["+4915112345678"],
    ["+49 (0) 151 / 123 456 78"],
    ["＋４９１５１１２３４５６７８"],
    ["0151-12345678", "DE"],
  ])("accepts %j %j", async (phone, country?: string) => {
    const answer = await start({ phone, country });
    expect([answer.status, answer.body.identifier?.value]).toEqual([201, "+4915112345678"]);
  });
});

describe("settings", () => {
  const bad: [string, object, string][] = [
    ["an unknown member", { brandig: {} }, "/brandig"],
    ["an unknown member within", { branding: { color: "#000000" } }, "/branding/color"],
    ["null for a member that cannot be cleared", { defaultLocale: null }, "/defaultLocale"],
    ["an unsupported language", { defaultLocale: "xx" }, "/defaultLocale"],
    ["a malformed color", { branding: { accent: "red" } }, "/branding/accent"],
    ["a radius that is too large", { branding: { radiusPixels: 1000 } }, "/branding/radiusPixels"],
    ["a logo without TLS", { branding: { logoUrl: "http://x.example/l.png" } }, "/branding/logoUrl"],
    ["a javascript: URL as logo", { branding: { logoUrl: "javascript:alert(1)" } }, "/branding/logoUrl"],
    [
      "a return URL without TLS",
      { returnUrls: ["https://ok.example/", "http://x.example/"] },
      "/returnUrls/1",
    ],
    ["a return URL with a user", { returnUrls: ["https://a:b@x.example/"] }, "/returnUrls/0"],
    ["a return URL with a wildcard", { returnUrls: ["https://*.example/"] }, "/returnUrls/0"],
    ["a country's name", { countries: ["Germany"] }, "/countries/0"],
    [
      "codes of four digits",
      { policies: { confirm: { email: { codeLength: 4 } } } },
      "/policies/confirm/email/codeLength",
    ],
    [
      "eleven attempts",
      { policies: { confirm: { sms: { maxAttempts: 11 } } } },
      "/policies/confirm/sms/maxAttempts",
    ],
    ["an unknown channel", { policies: { confirm: { fax: {} } } }, "/policies/confirm/fax"],
    ["a malformed purpose", { policies: { "No Slug": {} } }, "/policies/No Slug"],
    [
      "an unknown rule",
      { policies: { confirm: { email: { codeLen: 6 } } } },
      "/policies/confirm/email/codeLen",
    ],
    ["an empty name", { name: "  " }, "/name"],
  ];
  it.each(bad)("refuse %s and point at it", async (_, body, pointer) => {
    const { violations } = expectProblem(
      await client.call("PATCH", "/project", { body }),
      400,
      "request_invalid",
    );
    expect(violations.map((v: Body) => v.pointer)).toContain(pointer);
  });

  it("refuse a purpose named like an object prototype", async () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      const text = `{"policies":{"${name}":{"email":{"codeLength":8}}}}`;
      const answer = await client.call("PATCH", "/project", { text });
      expect(answer.status).toBe(name === "constructor" ? 200 : 400);
      expect(({} as Body).email).toBeUndefined();
      const started = await start({ purpose: "__proto__" });
      expectProblem(started, 422, "purpose_unknown");
    }
  });
});
