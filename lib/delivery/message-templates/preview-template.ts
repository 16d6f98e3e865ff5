import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { newId } from "@/lib/id";
import { type Channel, type Project, resolvePolicy } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { minute } from "@/lib/time";
import type { Challenge } from "../challenge";
import type { EmailMessage, Message } from "../message";
import { renderWithTexts } from "../render-message";
import { renderSms } from "../render-phone";
import type { GivenTexts, MessageTexts, PartName } from "./parts";
import type { TemplateName } from "./repository";
import { type SmsSize, sizeOfSms } from "./sms-size";
import { type PurposeUnknown, textsInEffect } from "./template";

type Email = Pick<EmailMessage, "subject" | "html" | "text">;

/** The messages of a template, with a code and a link that prove nothing. */
export interface TemplatePreview {
  /** With a code and a link. */
  email: Email;
  /** With a link only. */
  linkEmail: Email;
  sms: { text: string; size: SmsSize };
  /** For providers that send free text. */
  whatsapp: string;
  call: readonly string[];
}

/** Renders all messages of a purpose with these texts, or with the saved ones. */
export async function previewMessageTemplate(
  ctx: Ctx,
  name: TemplateName,
  given?: GivenTexts,
): Promise<Result<TemplatePreview, PurposeUnknown>> {
  const found = await textsInEffect(ctx, name, given);
  if (!found.ok) return found;
  const texts = found.value;
  const [email, linkEmail, sms, whatsapp, call] = await Promise.all([
    renderSample(ctx.project, name, texts, { channel: "email" }),
    renderSample(ctx.project, name, texts, { channel: "email", isLinkOnly: true }),
    renderSample(ctx.project, name, texts, { channel: "sms" }),
    renderSample(ctx.project, name, texts, { channel: "whatsapp" }),
    renderSample(ctx.project, name, texts, { channel: "voice" }),
  ]);
  return ok({
    email: emailOf(email),
    linkEmail: emailOf(linkEmail),
    sms: { text: sms.text, size: sizeOfSms(sms.text) },
    whatsapp: whatsapp.text,
    call: call.sentences,
  });
}

/** Something that works but has a price. */
export interface TemplateWarning {
  part: PartName;
  message: string;
}

/** What to consider about a project's own texts. */
export function warningsOf(
  project: Project,
  { purpose, locale }: TemplateName,
  { sms }: MessageTexts,
): TemplateWarning[] {
  if (sms === undefined) return [];
  const text = renderSms(project, sampleChallenge(project, purpose, "sms"), locale, { sms });
  const { segments, length, perSegment, notInGsm } = sizeOfSms(text);
  if (segments === 1) return [];
  const reason =
    notInGsm.length > 0 ? ` Without ${notInGsm.join(" ")} more characters would fit into each.` : "";
  const message = `The SMS takes ${segments} segments, and carriers charge for each: it has ${length} characters with its last line, and a segment holds ${perSegment}.${reason}`;
  return [{ part: "sms", message }];
}

interface Sample<C extends Channel> {
  channel: C;
  /** Defaults to somebody who does not exist. */
  to?: string;
  isLinkOnly?: boolean;
}

/** A message as the purpose's policy has it, but with a code and a link that prove nothing. */
export async function renderSample<C extends Channel>(
  project: Project,
  { purpose, locale }: TemplateName,
  texts: MessageTexts,
  { channel, to, isLinkOnly = false }: Sample<C>,
): Promise<Extract<Message, { channel: C }>> {
  const challenge = sampleChallenge(project, purpose, channel);
  const recipient = to ?? (channel === "email" ? "jane@example.com" : "+4915112345678");
  const delivery = { id: newId(), channel, recipient, locale, customMessage: null };
  const message = await renderWithTexts(
    delivery,
    project,
    isLinkOnly ? { ...challenge, code: null } : challenge,
    texts,
  );
  return message as Extract<Message, { channel: C }>;
}

function sampleChallenge(project: Project, purpose: string, channel: Channel): Challenge {
  const policy = resolvePolicy(project.settings.policies, purpose, channel);
  const { codeLength = 6, codeLifetimeSeconds = 10 * minute } = policy ?? {};
  const linkToken = "a-token-that-opens-nothing";
  return {
    code: "1234567890".slice(0, codeLength),
    linkUrl: `${env.PUBLIC_URL}/verify/link#${linkToken}`,
    linkToken,
    expiresInSeconds: codeLifetimeSeconds,
    purpose,
  };
}

const emailOf = ({ subject, html, text }: EmailMessage): Email => ({ subject, html, text });
