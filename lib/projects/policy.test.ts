import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { effectivePolicies, type Policies, policies, resolvePolicy } from "./policy";
import { projectSettings } from "./settings";

describe("policies", () => {
  it.each([
    ["a code below six digits", { confirm: { email: { codeLength: 5 } } }],
    ["more than ten attempts", { confirm: { email: { maxAttempts: 11 } } }],
    ["no attempts", { confirm: { email: { maxAttempts: 0 } } }],
    ["a lifetime over a day", { confirm: { email: { lifetimeSeconds: 86_401 } } }],
    ["a lifetime under a minute", { confirm: { email: { lifetimeSeconds: 59 } } }],
    [
      "a guess budget beyond a hundred",
      { confirm: { email: { guessBudgets: [{ by: "recipient", wrong: 101, windowSeconds: 3600 }] } } },
    ],
    ["an unknown policy field", { confirm: { email: { lenght: 6 } } }],
    ["an unknown channel", { confirm: { fax: {} } }],
    ["a purpose with a space", { "sign in": { email: {} } }],
  ])("refuse %s", (_, given) => {
    expect(policies.safeParse(given).success).toBe(false);
  });

  it("a code sent by SMS is valid for at most ten minutes, whatever a project sets", () => {
    const set: Policies = { confirm: { sms: { lifetimeSeconds: 3600 }, email: { lifetimeSeconds: 86_400 } } };
    expect(resolvePolicy(set, "confirm", "sms")).toMatchObject({
      lifetimeSeconds: 600,
      codeLifetimeSeconds: 600,
    });
    expect(resolvePolicy(set, "confirm", "email")).toMatchObject({ lifetimeSeconds: 86_400 });
  });

  it("every purpose defaults to ten minutes and five attempts", () => {
    for (const purpose of ["confirm", "authenticate"]) {
      expect(resolvePolicy({}, purpose, "email")).toMatchObject({
        lifetimeSeconds: 600,
        maxAttempts: 5,
        codeLength: 6,
      });
    }
  });

  it("a purpose exists if it has a policy, and names of Object.prototype do not count", () => {
    expect(resolvePolicy({}, "checkout", "email")).toBeNull();
    expect(resolvePolicy({ checkout: {} }, "checkout", "email")).not.toBeNull();
    for (const name of ["constructor", "toString", "__proto__"])
      expect(resolvePolicy({}, name, "email")).toBeNull();
  });
});

describe("project settings", () => {
  it("an empty row has every default", () => {
    expect(projectSettings.parse({})).toMatchObject({
      defaultLocale: "en",
      returnUrls: [],
      countries: null,
      policies: {},
    });
  });

  it("a misspelled member is refused", () => {
    expect(projectSettings.safeParse({ returnUrl: [] }).success).toBe(false);
  });
});

describe("fallbacks", () => {
  const refused = (given: unknown) => {
    const parsed = policies.safeParse(given);
    return parsed.success ? null : parsed.error.issues.map(({ path }) => path.join("/"));
  };

  it("are for phone channels, with each channel once", () => {
    const voice = { channel: "voice", afterSeconds: 30 };
    expect(refused({ confirm: { sms: { fallbacks: [voice, { channel: "whatsapp" }] } } })).toBeNull();
    expect(refused({ confirm: { email: { fallbacks: [voice] } } })).toEqual(["confirm/email"]);
    expect(refused({ confirm: { voice: { fallbacks: [voice] } } })).toEqual([
      "confirm/voice/fallbacks/0/channel",
    ]);
    expect(refused({ confirm: { sms: { fallbacks: [voice, voice] } } })).toEqual([
      "confirm/sms/fallbacks/1/channel",
    ]);
    expect(refused({ confirm: { sms: { fallbacks: [{ channel: "email" }] } } })).toEqual([
      "confirm/sms/fallbacks/0/channel",
    ]);
  });

  it("without a time are sent on failure only", () => {
    const parsed = policies.parse({ confirm: { sms: { fallbacks: [{ channel: "voice" }] } } });
    expect(parsed.confirm!.sms!.fallbacks).toEqual([{ channel: "voice", afterSeconds: null }]);
  });
});

it("docs/policies.md lists every member with its default", () => {
  const page = readFileSync("docs/policies.md", "utf8");
  const documented = [...page.matchAll(/^\| `(\w+)` +\| (?:`([^`]*)`|(\d+|none)|.*?) +\|/gm)].map(
    ([, name, word, value]) => [name, word ?? value],
  );
  const { codeLifetimeSeconds: _, ...members } = effectivePolicies({}).confirm!.sms;
  for (const [name, value] of Object.entries(members)) {
    const [, shown] = documented.find(([documentedName]) => documentedName === name) ?? [];
    if (typeof value !== "object") expect([name, shown]).toEqual([name, String(value)]);
    else expect(documented.map(([documentedName]) => documentedName)).toContain(name);
  }
});
