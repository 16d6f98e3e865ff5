import { createHash } from "node:crypto";
import type { Challenge } from "./challenge";
import { escapeHtml } from "./escape-html";
import { TemplateCache } from "./template-cache";

/** A rendered email. */
export interface EmailText {
  subject: string;
  text: string;
  html: string;
}

/** The parts of a challenge that differ between two messages of the same kind. */
export type Secrets = Pick<Challenge, "code" | "linkUrl">;
type Render = (secrets: Secrets) => Promise<EmailText>;

/** Unicode's private use area: no text contains these, and escaping keeps them. */
const slots = { code: "\ue000code\ue001", linkUrl: "\ue000link\ue001" };
const anySlot = /\ue000(code|link)\ue001/g;
const slotMark = "\ue000";

/** At two bytes a character, 16 MB. A built-in email has about 6000 characters. */
const templates = new TemplateCache<EmailText>(
  500,
  8_000_000,
  ({ subject, text, html }) => subject.length + text.length + html.length,
);

/**
 * Renders an email by a template, because rendering costs more than everything else in sending. `inputs` is everything but
 * the secrets that the email is made of: another theme is another template. The result is identical to `render(secrets)`.
 *
 * The first email of a kind is rendered in full. With the second, the template is made, filled and compared with a full render.
 * From then on it is filled, or, if they differed, each email is rendered in full.
 */
export async function renderByTemplate(
  inputs: readonly unknown[],
  secrets: Secrets,
  render: Render,
): Promise<EmailText> {
  const described = JSON.stringify([secrets.code !== null, secrets.linkUrl !== null, inputs]);
  // If a text contains our marks, they cannot be distinguished from slots.
  if (!isFillable(secrets) || described.includes(slotMark)) return render(secrets);
  // A custom email can contain a large logo.
  const key = described.length < 2000 ? described : createHash("sha256").update(described).digest("base64");
  const known = templates.get(key);
  if (known === undefined) {
    templates.set(key, "seen");
    return render(secrets);
  }
  if (known === "seen") {
    const rendered = render(secrets);
    const made = makeTemplate(secrets, rendered, render);
    templates.set(key, made);
    await made;
    return rendered;
  }
  const template = await known;
  return template ? fill(template, secrets) : render(secrets);
}

/** The template, or null if its result differs from `rendered`, which was rendered in full. */
async function makeTemplate(
  secrets: Secrets,
  rendered: Promise<EmailText>,
  render: Render,
): Promise<EmailText | null> {
  const template = await render({
    code: secrets.code === null ? null : slots.code,
    linkUrl: secrets.linkUrl === null ? null : slots.linkUrl,
  });
  const filled = fill(template, secrets);
  const { subject, text, html } = await rendered;
  return filled.subject === subject && filled.text === text && filled.html === html ? template : null;
}

/** React replaces links such as `javascript:`, so only links that it does not change can be filled in. */
function isFillable({ code, linkUrl }: Secrets): boolean {
  const isPlain = code === null || /^[!-~]+$/.test(code);
  return isPlain && (linkUrl === null || /^https?:\/\/[!-~]+$/.test(linkUrl));
}

function fill({ subject, text, html }: EmailText, { code, linkUrl }: Secrets): EmailText {
  const plain = (_: string, slot: string) => (slot === "code" ? code : linkUrl) ?? "";
  const escaped = { code: escapeHtml(code ?? ""), link: escapeHtml(linkUrl ?? "") };
  return {
    subject: subject.replace(anySlot, plain),
    text: text.replace(anySlot, plain),
    html: html.replace(anySlot, (_, slot: "code" | "link") => escaped[slot]),
  };
}
