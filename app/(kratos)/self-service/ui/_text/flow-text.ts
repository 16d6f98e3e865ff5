import type { FlowView } from "@/lib/dialects/kratos";
import type { Translator } from "@/lib/i18n";

type UiText = NonNullable<Extract<FlowView, { flow: object }>["flow"]["ui"]["messages"]>[number];
type Write = (t: Translator<"portal">, to: string) => string;

/** By the vendor's ids, whose meaning never changes (lib/dialects/kratos/messages.ts). */
const texts: Readonly<Record<number, Write>> = {
  1070007: (t) => t("choose.email"),
  1070008: (t) => t("sent.resend"),
  1070009: (t) => t("link.continue"),
  1070011: (t) => t("sent.code"),
  1070018: (t) => t("flow.address"),
  1080001: (t, to) => t("flow.linkSent", { to }),
  1080002: (t) => t("done.leadPlain"),
  1080003: (t, to) => t("sent.lead.email", { to }),
  1080004: (t, to) => t("sent.lead.sms", { to }),
  1080005: (t) => t("done.leadPlain"),
  4000002: (t) => t("refusals.code_missing"),
  4000007: (t) => t("refusals.identifier_taken"),
  4000040: (t) => t("refusals.email_invalid"),
  4070001: (t) => t("link.invalid.lead"),
  4070002: (t) => t("refusals.already_verified"),
  4070005: (t) => t("refusals.verification_expired"),
  4070006: (t) => t("flow.codeWrong"),
};

/** A vendor's message in the page's language. Those about the request itself, not the person's input, have one text. */
export function flowText({ id }: UiText, t: Translator<"portal">, to: string): string {
  return texts[id]?.(t, to) ?? t("refusals.other");
}
