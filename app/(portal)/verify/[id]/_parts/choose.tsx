import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { headers } from "next/headers";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { channelsOf } from "@/lib/delivery";
import { type Locale, translator } from "@/lib/i18n";
import { brandName, type Project } from "@/lib/projects";
import { challengeOn } from "../../../_parts/challenge-on";
import { Frame } from "../../../_parts/frame";
import { offeredConnectors } from "../../../_parts/offered-connectors";
import { ConnectorButtons } from "./connector-buttons";
import { type CountryOption, IdentifierForm } from "./identifier-form";
import { StatusWatcher } from "./status-watcher";
import type { VerificationView } from "./verification-view";

/** Asks for an email address, a phone number or a provider; also lets the person change the recipient. */
export async function Choose(props: VerificationView & { by: "email" | "phone"; isChange?: boolean }) {
  const { id, verification: v, project, locale, error, by, isChange } = props;
  const t = translator(locale, "portal");
  const connectors = await offeredConnectors(v);
  const channels = v.connectorId ? new Set<string>() : await channelsOf(project.id);
  const hasIdentifierForm = channels.has("email") || channels.has("sms");
  return (
    <Frame
      project={project}
      locale={locale}
      query={{ by, ...(isChange && { change: "" }) }}
      title={t(hasIdentifierForm ? "choose.title" : "choose.socialTitle")}
    >
      <p className="mt-3 text-muted">
        {t(hasIdentifierForm ? "choose.lead" : "choose.socialLead", { brand: brandName(project) })}
      </p>
      {error && (
        <Callout tone="warning" live className="mt-4">
          {error}
        </Callout>
      )}
      {hasIdentifierForm && <IdentifierChoice {...props} channels={channels} />}
      {hasIdentifierForm && connectors.length > 0 && (
        <p className="my-6 flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
          {t("choose.or")}
        </p>
      )}
      {connectors.length > 0 ? (
        <div className={hasIdentifierForm ? undefined : "mt-6"}>
          <ConnectorButtons id={id} locale={locale} connectors={connectors} />
        </div>
      ) : (
        !hasIdentifierForm && <p className="mt-4">{t("refusals.channel_not_configured")}</p>
      )}
      <StatusWatcher id={id} state={isChange ? "sent" : "choose"} />
    </Frame>
  );
}

/** The form for an email address or a phone number, with a link to switch. */
async function IdentifierChoice({
  id,
  verification,
  project,
  locale,
  page,
  by,
  isChange,
  channels,
}: VerificationView & { by: "email" | "phone"; isChange?: boolean; channels: ReadonlySet<string> }) {
  const t = translator(locale, "portal");
  const offered = { email: channels.has("email"), phone: channels.has("sms") };
  const current = offered[by] ? by : offered.email ? "email" : "phone";
  const other = current === "email" ? "phone" : "email";
  const link = (query: string) => `/verify/${id}?locale=${locale}${isChange ? "&change" : ""}${query}`;
  return (
    <>
      <IdentifierForm
        key={current}
        id={id}
        locale={locale}
        page={page}
        by={current}
        text={{
          email: t("choose.email"),
          phone: t("choose.phone"),
          country: t("choose.country"),
          phoneHint: t("choose.phoneHint"),
          send: t("choose.send"),
          useSuggestion: t("choose.useSuggestion"),
        }}
        challenge={await challengeOn(project, "send", verification.id, t)}
        countries={current === "phone" ? await countryOptions(project, locale) : []}
      />
      <p className="mt-4 flex flex-wrap justify-between gap-4 text-sm">
        {offered[other] && (
          <TextLink href={link(`&by=${other}`)}>
            {t(other === "phone" ? "choose.byPhone" : "choose.byEmail")}
          </TextLink>
        )}
        {isChange && <TextLink href={`/verify/${id}?locale=${locale}`}>{t("choose.back")}</TextLink>}
      </p>
    </>
  );
}

/** The countries that the project allows, sorted by name in the page's language. The browser's country is preselected. */
async function countryOptions(project: Project, locale: Locale): Promise<CountryOption[]> {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const likely = likelyCountry((await headers()).get("accept-language") ?? "", locale);
  const allowed = project.settings.countries;
  return getCountries()
    .filter((code) => !allowed || allowed.includes(code))
    .map((code) => ({
      code,
      label: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})`,
      isLikely: code === likely,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

function likelyCountry(acceptLanguage: string, locale: Locale): string {
  const region = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/.exec(acceptLanguage)?.[1];
  return region ?? new Intl.Locale(locale).maximize().region ?? "";
}
