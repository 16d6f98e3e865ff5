import { describe, expect, test } from "vitest";
import { renderByTemplate } from "./email-templates";
import { formatLifetime } from "./format-lifetime";
import { composeEmail, renderCustomEmail, renderEmail } from "./render-email";
import { aChallenge, aProject } from "./testing";
import { themeOf } from "./theme";

process.env.DATABASE_URL ??= "postgres://unused@127.0.0.1/unused";

/** A reproducible sequence of pseudo-random integers below `limit` (Numerical Recipes' LCG). */
function sequence(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const pieces = [
  "Acme",
  "<b>",
  "&amp;",
  '"',
  "'",
  "ß",
  "$&",
  "$1",
  "{otp}",
  "\\",
  "💌",
  " & Söhne",
  "`",
  "%25",
  "#",
];

function anyText(next: (limit: number) => number, most: number): string {
  return Array.from({ length: 1 + next(most) }, () => pieces[next(pieces.length)]).join("");
}

describe("an email by template", () => {
  test("is byte for byte what a full render makes of the same values", async () => {
    const next = sequence(7);
    for (let round = 0; round < 150; round++) {
      const project = aProject({
        name: anyText(next, 5).slice(0, 60),
        accent: next(2) ? "#ffe066" : null,
        logoUrl: next(2) ? "https://cdn.example.com/logo.png?a=1&b=2" : null,
        supportEmail: next(2) ? "help@acme.example" : null,
      });
      const shape = next(3);
      const challenge = aChallenge({
        code: shape === 1 ? null : String(next(10 ** 6)).padStart(6, "0"),
        linkUrl:
          shape === 2
            ? null
            : `https://acme.example/v?${anyText(next, 6)}&t=${next(10 ** 9)}#${anyText(next, 2)}`,
        expiresInSeconds: [45, 300, 600, 7200, 86_400][next(5)]!,
        purpose: next(2) ? "authenticate" : "confirm",
      });
      const locale = (["en", "de"] as const)[next(2)]!;
      const given = await renderEmail(project, challenge, locale);
      const life = formatLifetime(challenge.expiresInSeconds, locale);
      const { supportEmail } = project.settings.branding;
      const context = { locale, theme: themeOf(project), purpose: challenge.purpose, life, supportEmail };
      expect(given).toEqual(await composeEmail(context, challenge));
    }
  });

  test("of a caller's own text and parts fills in each recipient's code", async () => {
    const own = { subject: "{otp} & more", text: "Hi <you>,\n\n{otp}\n\n{link}\n\nin {minutes} minutes" };
    const first = await renderCustomEmail(own, aChallenge({ code: "111111" }), "en");
    const second = await renderCustomEmail(
      own,
      aChallenge({ code: "222222", linkUrl: "https://x.example/?a=1&b=2" }),
      "en",
    );
    expect(first.subject).toBe("111111 & more");
    expect(first.html).toContain("111111");
    expect(second.subject).toBe("222222 & more");
    expect(second.html).toContain('href="https://x.example/?a=1&amp;b=2"');
    expect(second.html).not.toContain("111111");
    expect(second.text).toBe("Hi <you>,\n\n222222\n\nhttps://x.example/?a=1&b=2\n\nin 10 minutes\n");
  });

  test("is rendered once for all recipients, and again for another theme", async () => {
    let renders = 0;
    const render = async ({ code }: { code: string | null }) => {
      renders += 1;
      return { subject: `${code}`, text: `${code}`, html: `<b>${code}</b>` };
    };
    const theme = `theme-${Math.random()}`;
    for (const code of ["1", "2", "3"]) {
      const email = await renderByTemplate([theme], { code, linkUrl: null }, render);
      expect(email).toEqual({ subject: code, text: code, html: `<b>${code}</b>` });
    }
    expect(renders).toBe(1);
    await renderByTemplate([`${theme}-2`], { code: "1", linkUrl: null }, render);
    expect(renders).toBe(2);
  });

  test("is rendered in full where a text contains the marks of the slots", async () => {
    const project = aProject({ name: "A\ue000code\ue001B" });
    const { subject } = await renderEmail(project, aChallenge(), "en");
    expect(subject).toBe("048213 is your A\ue000code\ue001B code");
  });

  test("a template that could not be rendered is not remembered", async () => {
    const inputs = [`broken-${Math.random()}`];
    const secrets = { code: "1", linkUrl: null };
    await expect(renderByTemplate(inputs, secrets, () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    const email = { subject: "s", text: "t", html: "h" };
    expect(await renderByTemplate(inputs, secrets, async () => email)).toEqual(email);
  });
});
