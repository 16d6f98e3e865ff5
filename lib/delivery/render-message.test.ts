import { describe, expect, test } from "vitest";
import { directionOf, locales } from "@/lib/i18n";
import type { Channel } from "@/lib/projects";
import type { EmailMessage } from "./message";
import { ownMessage, renderMessage, renderTestMessage, textOf } from "./render-message";
import { sampleMessages } from "./sample-messages";
import { aChallenge, aProject } from "./testing";

// The environment is parsed as a whole, although no database is used here.
process.env.DATABASE_URL ??= "postgres://unused@127.0.0.1/unused";

function anEmail(locale = "en") {
  return {
    id: "0190a000-0000-7000-8000-000000000001",
    channel: "email" as Channel,
    recipient: "jane@example.com",
    locale,
    customMessage: null,
  };
}

async function mail(
  ...[challenge = aChallenge(), project = aProject(), locale = "en"]: Partial<
    [ReturnType<typeof aChallenge>, ReturnType<typeof aProject>, string]
  >
): Promise<EmailMessage> {
  const message = await renderMessage(anEmail(locale), project, challenge);
  if (message.channel !== "email") throw new Error("expected a mail");
  return message;
}

/** Everything that an email client could follow or load. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src|background|action)="([^"]*)"|url\(([^)]*)\)/g)].map(
    (match) => match[1] ?? match[2]!,
  );
}

/** What a person reads. */
function visible(html: string): string {
  const body = html.slice(html.indexOf("<body"));
  return body.replace(/<div style="display:none[\s\S]*?<\/div><\/div>/, "").replace(/<[^>]*>/g, " ");
}

describe("an email", () => {
  test("has the code and the link in the text and in the HTML", async () => {
    const { text, html, subject } = await mail();
    for (const part of [text, visible(html), subject]) expect(part).toContain("048213");
    expect(text).toContain("http://localhost:3000/verify/link#the-token-of-the-link");
    expect(addressesIn(html)).toEqual(["http://localhost:3000/verify/link#the-token-of-the-link"]);
    expect(text.match(/https?:\/\//g)).toHaveLength(1);
  });

  test("contains the brand, the warning, what to do if it was someone else, and the support contact", async () => {
    const message = await mail(
      aChallenge(),
      aProject({ name: "Zürich & Söhne", supportEmail: "help@example.com" }),
    );
    expect(message.senderName).toBe("Zürich & Söhne");
    expect(message.subject).toContain("Zürich & Söhne");
    expect(message.html).toContain("Zürich &amp; Söhne");
    for (const words of [
      "will never ask you for this code",
      "If this wasn't you",
      "No, that was not me",
      "help@example.com",
    ]) {
      expect(message.text).toContain(words);
    }
    expect(message.html).toContain("help@example.com");
    expect(message.html).not.toContain("mailto:");
  });

  test.each([
    [600, "en", "expires in 10 minutes"],
    [594, "en", "expires in 10 minutes"],
    [570, "en", "expires in 9 minutes"],
    [60, "en", "expires in 1 minute."],
    [40, "en", "expires in 40 seconds"],
    [86_400, "en", "expires in 24 hours"],
    [5400, "en", "expires in 90 minutes"],
    [600, "de", "gilt 10 Minuten"],
    [86_400, "de", "gilt 24 Stunden"],
  ])("states the real lifetime: %i s in %s is '%s'", async (expiresInSeconds, locale, words) => {
    const message = await mail(aChallenge({ expiresInSeconds }), aProject(), locale);
    expect(message.text).toContain(words);
    expect(visible(message.html)).toContain(words);
  });

  test("mentions signing in if that is the purpose", async () => {
    const confirm = await mail();
    const signIn = await mail(aChallenge({ purpose: "authenticate" }));
    expect(confirm.text).not.toMatch(/sign in/i);
    expect(signIn.subject).toBe("048213 is your Acme sign-in code");
    expect(signIn.text).toContain("Sign in to Acme");
    expect((await mail(aChallenge({ purpose: "payout" }))).subject).toBe(confirm.subject);
  });

  test("is German if the row says so, including tags and headers", async () => {
    const message = await mail(aChallenge(), aProject(), "de");
    expect(message.subject).toBe("048213 ist Ihr Code für Acme");
    expect(message.html).toContain('lang="de"');
    expect(message.headers["Content-Language"]).toBe("de");
    expect(message.text).not.toMatch(/\b(your|this|code is)\b/i);
  });

  test.each(locales)("in %s declares its language and direction everywhere", async (locale) => {
    const { html } = await mail(aChallenge(), aProject(), locale);
    const valuesOf = (name: string) => [...html.matchAll(new RegExp(`<(?!p )[^>]* ${name}="(.*?)"`, "g"))];
    expect(new Set(valuesOf("lang").map((match) => match[1]))).toEqual(new Set([locale]));
    expect(new Set(valuesOf("dir").map((match) => match[1]))).toEqual(new Set([directionOf(locale)]));
  });

  test("is English if the row's language is no longer supported", async () => {
    expect((await mail(aChallenge(), aProject(), "xx")).headers["Content-Language"]).toBe("en");
  });

  test("keeps the code out of the preheader", async () => {
    const { html } = await mail();
    const preheader = /<div style="display:none[^>]*>([^<]*)/.exec(html)?.[1];
    expect(preheader).toContain("Acme");
    expect(preheader).not.toContain("048213");
  });

  test("loads nothing but the project's logo", async () => {
    const { html } = await mail(aChallenge(), aProject({ logoUrl: "https://cdn.example.com/logo.png" }));
    expect(addressesIn(html)).toEqual(["https://cdn.example.com/logo.png", aChallenge().linkUrl]);
    expect(html).toContain('alt="Acme"');
  });

  test.each([
    ["#ffe066", "#000000"],
    ["#1b2a49", "#ffffff"],
  ])("has text on the accent %s in %s", async (accent, ink) => {
    const { html } = await mail(aChallenge(), aProject({ accent }));
    expect(html).toMatch(new RegExp(`background-color:${accent}[^"]*color:${ink}`));
  });

  test("shows a brand's name as text, whatever it contains", async () => {
    const name = '<img src=x onerror="x">\nBcc: a@b.c';
    const { html, subject } = await mail(aChallenge(), aProject({ name }));
    expect(html).not.toContain("<img");
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test("is marked as automatic, and has the same Message-ID for every try", async () => {
    const [first, second] = [await mail(), await mail()];
    expect(first.headers["Auto-Submitted"]).toBe("auto-generated");
    expect(first.messageId).toBe("<0190a000-0000-7000-8000-000000000001@localhost>");
    expect(second.messageId).toBe(first.messageId);
  });
});

test("a test message has neither a code nor a link", async () => {
  const message = await renderTestMessage(anEmail(), aProject());
  if (message.channel !== "email") throw new Error("expected a mail");
  expect(message.subject).toBe("Test message for Acme");
  expect(addressesIn(message.html)).toEqual([]);
});

test("there is a sample of each template in each language and channel", async () => {
  const samples = await sampleMessages(aProject());
  expect(samples).toHaveLength(3 * 4 * locales.length);
  for (const { message } of samples) expect(textOf(message)).toContain("Acme");
});

describe("a caller's own HTML", () => {
  const html =
    "<style>b{}</style><p>Hello,</p><p>your <b>code</b> is {otp}&nbsp;&amp; that&#39;s all.<br>Bye</p>";

  test("is sent as given with its slots filled, and with a text part", async () => {
    const customMessage = { email: { subject: "{otp} is it", html } };
    const message = await renderMessage({ ...anEmail(), customMessage }, aProject(), aChallenge());
    expect(message).toMatchObject({
      subject: "048213 is it",
      html: html.replace("{otp}", "048213"),
      text: "Hello,\n\nyour code is 048213 & that's all.\nBye\n",
    });
  });

  test.each(["<", "<a ", "<!--", "<div>", "<style>", "&", "<br>"])(
    "becomes text in linear time, even 100 000 characters of %s",
    async (piece) => {
      const html = piece.repeat(100_000 / piece.length);
      const secondsFor = async (html: string) => {
        const before = process.cpuUsage();
        const customMessage = { email: { subject: "s", html } };
        await renderMessage({ ...anEmail(), customMessage }, aProject(), aChallenge());
        return process.cpuUsage(before).user / 1e6;
      };
      expect(await secondsFor(html)).toBeLessThan(2);
    },
  );

  test("has its link escaped, and its values are not searched for slots", async () => {
    const customMessage = { email: { subject: "{link}", html: '<a href="{link}">{minutes}</a>' } };
    const challenge = aChallenge({ linkUrl: 'https://x.example/?a=1&b="><b>$&{otp}' });
    const { html, subject } = (await renderMessage(
      { ...anEmail(), customMessage },
      aProject(),
      challenge,
    )) as EmailMessage;
    expect(html).toBe('<a href="https://x.example/?a=1&amp;b=&quot;&gt;&lt;b&gt;$&amp;{otp}">10</a>');
    expect(subject).toBe(challenge.linkUrl);
  });

  test("as a test message has a text part without tags", async () => {
    const given = { subject: "s", content: "<h1>Hello</h1><p>you</p>", isHtml: true };
    expect(await ownMessage(anEmail(), aProject(), given)).toMatchObject({ text: "Hello\n\nyou\n" });
  });

  test("is passed to providers with the parts for a message of their own", async () => {
    const customMessage = { facts: { type: "SignIn", payload: { user: { name: "Jane" } } } };
    const message = await renderMessage({ ...anEmail(), customMessage }, aProject(), aChallenge());
    expect(message.facts).toMatchObject({
      type: "SignIn",
      code: "048213",
      payload: { user: { name: "Jane" } },
    });
    const plain = await renderMessage(anEmail(), aProject(), aChallenge());
    expect(plain.facts).toMatchObject({ type: "confirm", code: "048213", payload: {} });
  });
});

describe("a caller's own text for phones", () => {
  const customMessage = { text: "{otp} is your code for {app}, {minutes} minutes.\n\n@acme.example #{otp}" };
  const sent = async (channel: Channel, name = "Acme") =>
    renderMessage({ ...anEmail(), channel, customMessage }, aProject({ name }), aChallenge());

  test("keeps the line for browsers only in an SMS", async () => {
    const text = "048213 is your code for Acme, 10 minutes.";
    const spoken = text.replace("048213", "0, 4, 8, 2, 1, 3");
    expect(await sent("sms")).toMatchObject({ text: `${text}\n\n@acme.example #048213` });
    expect(await sent("whatsapp")).toMatchObject({ text });
    expect(await sent("voice")).toMatchObject({ sentences: [spoken, spoken] });
  });

  test("takes the brand's name literally", async () => {
    expect(await sent("whatsapp", "$& {otp}")).toMatchObject({
      text: "048213 is your code for $& {otp}, 10 minutes.",
    });
  });
});
