import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderByTemplate, type Secrets } from "./email-templates";
import { composeEmail, renderCustomEmail, renderEmail } from "./render-email";
import { aChallenge, aProject } from "./testing";

process.env.DATABASE_URL ??= "postgres://unused@127.0.0.1/unused";

const hostile = [
  "<b>",
  "&amp;",
  '"',
  "'",
  "ß",
  "$&",
  "$1",
  "{otp}",
  "{link}",
  "\\",
  "💌",
  "`",
  "%25",
  "#",
  "\ud800",
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(""));
const code = fc.integer({ min: 0, max: 10 ** 6 - 1 }).map((number) => String(number).padStart(6, "0"));
const webLink = fc
  .tuple(fc.constantFrom("http", "https"), fc.webPath(), fc.webQueryParameters(), fc.integer())
  .map(([scheme, path, query, token]) => `${scheme}://acme.example${path}?${query}&t=${token}#'"<`);
const shapes = fc.constantFrom("code", "link", "both");

function secretsOf(shape: string, code: string, linkUrl: string): Secrets {
  return { code: shape === "link" ? null : code, linkUrl: shape === "code" ? null : linkUrl };
}

const plainContext = {
  locale: "en" as const,
  theme: { brand: "Acme", accent: "#2147c7", onAccent: "#ffffff", logoUrl: null },
  purpose: "confirm",
  lifetime: "10 minutes",
  minutes: 10,
  supportEmail: null,
  own: {},
};

describe("an email by template", () => {
  let kinds = 0;
  const context = fc.record({
    locale: fc.constantFrom("en" as const, "de" as const),
    theme: fc.record({
      brand: anyText.map((text) => `${text} ${kinds++}`),
      accent: fc.constantFrom("#2147c7", "#ffe066"),
      onAccent: fc.constantFrom("#000000", "#ffffff"),
      logoUrl: fc.constantFrom(null, "https://cdn.example.com/logo.png?a=1&b=2"),
    }),
    purpose: fc.constantFrom("confirm", "authenticate", "payout"),
    lifetime: fc.constantFrom("10 minutes", "24 Stunden"),
    minutes: fc.constantFrom(10, 1440),
    supportEmail: fc.constantFrom(null, "help@acme.example"),
    own: fc.constantFrom(
      {},
      { subject: "{brand}: {code}", heading: "<b>'{code}' & {brand}", footer: "1\n2" },
    ),
  });

  test("is identical to a full render of the same values", async () => {
    const challenges = fc.array(fc.tuple(code, webLink), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(context, shapes, challenges, async (context, shape, challenges) => {
        let renders = 0;
        const render = (secrets: Secrets) => {
          renders += 1;
          return composeEmail(context, secrets);
        };
        for (const [code, link] of challenges) {
          const secrets = secretsOf(shape, code, link);
          const email = await renderByTemplate([context], secrets, render);
          expect(email).toEqual(await composeEmail(context, secrets));
        }
        // The first email, the second and the template. Both others are filled in.
        expect(renders).toBe(3);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "https://acme.example/\ud800",
    "https://a.example/\ue000code\ue001",
  ])("with the link %s is identical to a full render", async (linkUrl) => {
    const inputs = [plainContext, linkUrl];
    const render = (secrets: Secrets) => composeEmail(plainContext, secrets);
    for (const link of ["https://a.example/1", "https://a.example/2", linkUrl]) {
      const secrets = { code: "111111", linkUrl: link };
      expect(await renderByTemplate(inputs, secrets, render)).toEqual(await render(secrets));
    }
    const { html } = await renderByTemplate(inputs, { code: "1", linkUrl: "javascript:alert(1)" }, render);
    expect(html).not.toContain("alert(1)");
  });

  test("of a caller's own text and parts fills in each recipient's code", async () => {
    const own = { subject: "{otp} & more", text: "Hi <you>,\n\n{otp}\n\n{link}\n\nin {minutes} minutes" };
    const html = { subject: "{otp}", html: '<p>{otp}</p><a href="{link}">Open</a>' };
    for (const code of ["111111", "222222", "333333", "444444"]) {
      const challenge = aChallenge({ code, linkUrl: `https://x.example/?a=${code}&b=2` });
      const text = await renderCustomEmail(own, challenge, "en");
      expect(text.subject).toBe(`${code} & more`);
      expect(text.html).toContain(`href="https://x.example/?a=${code}&amp;b=2"`);
      expect(text.text).toBe(`Hi <you>,\n\n${code}\n\nhttps://x.example/?a=${code}&b=2\n\nin 10 minutes\n`);
      expect(await renderCustomEmail(html, challenge, "en")).toEqual({
        subject: code,
        html: `<p>${code}</p><a href="https://x.example/?a=${code}&amp;b=2">Open</a>`,
        text: `${code}\n\nOpen https://x.example/?a=${code}&b=2\n`,
      });
    }
  });

  test("is always rendered in full if the template's result differs", async () => {
    const render = async ({ code }: Secrets) => ({ subject: `${code!.length}`, text: code!, html: code! });
    for (const code of ["1", "22", "333", "4444"]) {
      const email = await renderByTemplate(["depends on the length"], { code, linkUrl: null }, render);
      expect(email).toEqual(await render({ code, linkUrl: null }));
    }
  });

  test("is rendered in full if a text contains the marks of the slots", async () => {
    const project = aProject({ name: "A\ue000code\ue001B" });
    for (const code of ["111111", "222222", "333333"]) {
      const { subject } = await renderEmail(project, aChallenge({ code }), "en", {});
      expect(subject).toBe(`${code} is your A\ue000code\ue001B code`);
    }
  });

  test("a template that could not be rendered is not cached", async () => {
    const render = async ({ code }: Secrets) => {
      if (code !== "1") throw new Error("no");
      return { subject: "s", text: "t", html: "h" };
    };
    const secrets = { code: "1", linkUrl: null };
    await renderByTemplate(["broken"], secrets, render);
    await expect(renderByTemplate(["broken"], secrets, render)).rejects.toThrow("no");
    expect(await renderByTemplate(["broken"], secrets, render)).toEqual(await render(secrets));
  });
});
