import { directionOf, type Locale, translator } from "@/lib/i18n";

/** What the link page shows, with its texts, so that the browser loads no others. */
export type LinkView = {
  locale: Locale;
  dir: "ltr" | "rtl";
  title: string;
  lead: string;
} & (
  | {
      state: "confirm";
      nonce: string;
      accent: string | null;
      darkAccent: string | null;
      requestedAt: string;
      /** The sentence about the request, before and after its time. */
      request: readonly [string, string];
      yes: string;
      no: string;
    }
  | {
      state: EndState;
      /** Set only if the message offered nothing but its link. Otherwise another page is waiting for the outcome. */
      returnUrl: string | null;
      continue: string;
      returning: string;
    }
);

export type EndState = "done" | "already" | "denied" | "invalid" | "expired" | "canceled";

/** The page when there is nothing to decide, or no longer. */
export function endView(state: EndState, locale: Locale, returnUrl: string | null = null): LinkView {
  const t = translator(locale, "portal");
  return {
    state,
    locale,
    dir: directionOf(locale),
    title: t(`link.${state}.title`),
    lead: t(`link.${state}.lead`),
    returnUrl,
    continue: t("link.continue"),
    returning: t("link.returning"),
  };
}
