import { createHash } from "node:crypto";
import { TtlCache } from "@/lib/ttl-cache";
import type { Challenge } from "./challenge";

/** A rendered email. */
export interface EmailText {
  subject: string;
  text: string;
  html: string;
}

/** The parts of a challenge that differ between two messages of the same kind. */
type Secrets = Pick<Challenge, "code" | "linkUrl">;

/** Unicode's private use area: no text contains these, and escaping keeps them. */
const slots = { code: "\ue000code\ue001", linkUrl: "\ue000link\ue001" };
const anySlot = /\ue000(code|link)\ue001/g;
const slotMark = "\ue000";

/** An hour is longer than a burst, and shorter than anyone would wait for a fix of the templates. */
const templates = new TtlCache<string, Promise<EmailText>>(500, 3_600_000);

/**
 * Renders an email by a template that was rendered before, because rendering costs more than everything else in sending.
 * `inputs` is everything but the secrets that the email is made of: another theme is another template. The result is
 * identical to `render(secrets)`.
 */
export async function renderByTemplate(
  inputs: readonly unknown[],
  secrets: Secrets,
  render: (secrets: Secrets) => Promise<EmailText>,
): Promise<EmailText> {
  const shape = { hasCode: secrets.code !== null, hasLink: secrets.linkUrl !== null };
  const described = JSON.stringify([shape, inputs]);
  // Somebody's text contains our marks, so its slots could not be told from ours.
  if (described.includes(slotMark)) return render(secrets);
  // A custom email can contain a large logo.
  const key = described.length < 2000 ? described : createHash("sha256").update(described).digest("base64");
  let template = templates.get(key);
  if (!template) {
    template = render({
      code: shape.hasCode ? slots.code : null,
      linkUrl: shape.hasLink ? slots.linkUrl : null,
    });
    templates.set(key, template);
    template.catch(() => templates.delete(key));
  }
  return fill(await template, secrets);
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

/** Like React, in text and in attributes. */
function escapeHtml(text: string): string {
  return text.replace(/["&'<>]/g, (character) => entities[character]!);
}

const entities: Record<string, string> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&#x27;",
  "<": "&lt;",
  ">": "&gt;",
};
