import { z } from "zod";
import {
  type MessageTemplate,
  type MessageTexts,
  messageTexts,
  ourTexts,
  type PartName,
  partNames,
  parts,
  placeholdersOf,
  type TemplatePreview,
  warningsOf,
} from "@/lib/delivery";
import { locales } from "@/lib/i18n";
import { channels, type Project } from "@/lib/projects";
import { ActorResource, toActorResource } from "./event-fields";
import { instant, showInstant } from "./fields";
import { testTo } from "./identifier-fields";

export const MessageTemplateParams = z.strictObject({
  purpose: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{0,31}$/)
    .meta({ description: "`confirm`, `authenticate`, or one of the project's own.", example: "confirm" }),
  locale: z.enum(locales).meta({ example: "en" }),
});

const meanings: Record<PartName, string> = {
  subject: "The subject of emails with a code.",
  heading: "The heading of emails.",
  instruction: "What to do with the code. The email's layout shows the code below it.",
  alternative: "The sentence between the code and the button, if an email has both.",
  button: "The button of emails.",
  linkSubject: "The subject of emails with only a link.",
  linkInstruction: "What to do with the button, in emails with only a link.",
  footer: "Lines below our warnings, such as your company's address.",
  sms: "The SMS, without its last line, and the WhatsApp message of providers that send free text.",
  call: "The sentences of a phone call, one a line. They are read twice, the code digit by digit.",
};

const meaningOf = (name: PartName) => {
  const list = placeholdersOf(name).map((one) => `\`{${one}}\``);
  const required = parts[name].code === "required" ? " Must contain `{code}`." : "";
  return `${meanings[name]} Placeholders: ${list.join(", ")}.${required}`;
};

const partsOf = <T extends z.ZodType>(make: (name: PartName) => T) =>
  z.strictObject(Object.fromEntries(partNames.map((name) => [name, make(name)])) as Record<PartName, T>);

const example = {
  subject: "{code} is your Acme code",
  sms: "{code} is your Acme code, valid for {lifetime}.",
};

const GivenTexts = partsOf((name) => messageTexts.shape[name].meta({ description: meaningOf(name) })).meta({
  id: "MessageTexts",
  example,
});

export const SaveMessageTemplateBody = z
  .strictObject({
    texts: GivenTexts.meta({
      description:
        "ICU MessageFormat. Parts that are missing, null or empty have our text. HTML is shown as text.",
    }),
  })
  .meta({ id: "SaveMessageTemplate", example: { texts: example } });

export const PreviewMessageTemplateBody = z
  .strictObject({
    texts: GivenTexts.optional().meta({
      description: "Texts that need not be saved. Defaults to the saved ones.",
    }),
  })
  .meta({ id: "PreviewMessageTemplate", example: { texts: example } });

export const TestMessageTemplateBody = z
  .strictObject({
    to: testTo,
    channel: z
      .enum(channels)
      .optional()
      .meta({ description: "Defaults to `email` for an email address and `sms` for a phone number." }),
    texts: GivenTexts.optional().meta({
      description: "Texts that need not be saved. Defaults to the saved ones.",
    }),
  })
  .meta({ id: "TestMessageTemplate", example: { to: "jane@example.com" } });

export const RestoreMessageTemplateBody = z
  .strictObject({ version: z.int().min(1).max(1_000_000_000).meta({ example: 2 }) })
  .meta({ id: "RestoreMessageTemplate" });

const shownTexts = partsOf(() => z.string().nullable());

const shape = {
  version: z.int().meta({ description: "Counts the changes. 0: never changed.", example: 3 }),
  texts: shownTexts.meta({ description: "Your texts. Null: ours." }),
  updatedAt: instant.nullable(),
  updatedBy: ActorResource.nullable(),
};

export const MessageTemplateResource = z
  .strictObject({
    purpose: z.string().meta({ example: "confirm" }),
    locale: z.enum(locales).meta({ example: "en" }),
    ...shape,
    defaults: partsOf(() => z.string()).meta({ description: "Our texts, which you can start from." }),
    warnings: z.array(
      z.strictObject({
        part: z.enum(partNames),
        message: z.string().meta({ example: "The SMS takes 2 segments, and carriers charge for each: …" }),
      }),
    ),
  })
  .meta({ id: "MessageTemplate" });

export const MessageTemplateVersionResource = z.strictObject(shape).meta({ id: "MessageTemplateVersion" });

const Email = z.strictObject({ subject: z.string(), html: z.string(), text: z.string() });

export const MessageTemplatePreviewResource = z
  .strictObject({
    email: Email.meta({ description: "With a code and a link." }),
    linkEmail: Email.meta({ description: "With only a link." }),
    sms: z.strictObject({
      text: z.string(),
      encoding: z.enum(["gsm7", "ucs2"]).meta({
        description: "One character outside the GSM alphabet puts all of it into UCS-2, in which fewer fit.",
      }),
      length: z.int().meta({ description: "In septets or UTF-16 code units.", example: 82 }),
      perSegment: z.int().meta({ description: "How much one segment holds at this length.", example: 160 }),
      segments: z.int().meta({ description: "Carriers charge for each.", example: 1 }),
      notInGsm: z.array(z.string()).meta({ description: "The characters outside the GSM alphabet." }),
    }),
    whatsapp: z.string().meta({ description: "For providers that send free text." }),
    call: z.array(z.string()).meta({ description: "The sentences, in order." }),
  })
  .meta({ id: "MessageTemplatePreview" });

const shown = (texts: MessageTexts) =>
  Object.fromEntries(partNames.map((name) => [name, texts[name] ?? null])) as Record<PartName, string | null>;

export function toMessageTemplateVersion(
  template: MessageTemplate,
): z.input<typeof MessageTemplateVersionResource> {
  const { version, texts, changedAt, changedBy } = template;
  return {
    version,
    texts: shown(texts),
    updatedAt: showInstant(changedAt),
    updatedBy: changedBy === null ? null : toActorResource(changedBy),
  };
}

export function toMessageTemplateResource(
  project: Project,
  template: MessageTemplate,
): z.input<typeof MessageTemplateResource> {
  const { purpose, locale, texts } = template;
  return {
    purpose,
    locale,
    ...toMessageTemplateVersion(template),
    defaults: ourTexts(locale, purpose),
    warnings: warningsOf(project, template, texts),
  };
}

export function toMessageTemplatePreview({
  email,
  linkEmail,
  sms,
  whatsapp,
  call,
}: TemplatePreview): z.input<typeof MessageTemplatePreviewResource> {
  return { email, linkEmail, sms: { text: sms.text, ...sms.size }, whatsapp, call: [...call] };
}
