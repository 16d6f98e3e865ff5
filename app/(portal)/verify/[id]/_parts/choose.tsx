import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { headers } from "next/headers";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { channelsOf } from "@/lib/delivery";
import { brandName, type Locale, type Project } from "@/lib/projects";
import { Frame } from "../../../_parts/frame";
import { offeredConnectors } from "../../../_parts/offered-connectors";
import { type PortalText, portalTextIn } from "../../../_text";
import type { Shown } from "../page";
import { IdentifierForm } from "./identifier-form";
import { SocialChoices } from "./social-choices";
import { StatusWatcher } from "./status-watcher";

/** Nothing chosen yet, or a correction: which address or number is it, or at which provider is it proven? */
export async function Choose(props: Shown & { by: "email" | "phone"; isChange?: boolean }) {
  const { id, verification: v, project, locale, visit, isChange } = props;
  const text = portalTextIn(locale);
  const connectors = await offeredConnectors(v);
  const channels = v.connectorId ? new Set<string>() : await channelsOf(project.id);
  const isTyped = channels.has("email") || channels.has("sms");
  const { title, lead, socialTitle, socialLead, or } = text.choose;
  return (
    <Frame project={project} locale={locale} title={isTyped ? title : socialTitle}>
      <p className="mt-3 text-muted">{(isTyped ? lead : socialLead)(brandName(project))}</p>
      {visit && (
        <Callout tone="warning" live className="mt-4">
          {visit}
        </Callout>
      )}
      {isTyped && <Typed {...props} channels={channels} />}
      {isTyped && connectors.length > 0 && (
        <p className="my-6 flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
          {or}
        </p>
      )}
      {connectors.length > 0 ? (
        <div className={isTyped ? undefined : "mt-6"}>
          <SocialChoices id={id} locale={locale} connectors={connectors} text={text.choose} />
        </div>
      ) : (
        !isTyped && <p className="mt-4">{text.refusals.channel_not_configured}</p>
      )}
      <StatusWatcher id={id} state={isChange ? "sent" : "choose"} />
    </Frame>
  );
}

/** The form for an address or a number, and the way to the other one. */
async function Typed({
  id,
  project,
  locale,
  page,
  by,
  isChange,
  channels,
}: Shown & { by: "email" | "phone"; isChange?: boolean; channels: ReadonlySet<string> }) {
  const text = portalTextIn(locale);
  const offered = { email: channels.has("email"), phone: channels.has("sms") };
  const shown = offered[by] ? by : offered.email ? "email" : "phone";
  const other = shown === "email" ? "phone" : "email";
  const link = (query: string) => `/verify/${id}?locale=${locale}${isChange ? "&change" : ""}${query}`;
  return (
    <>
      <IdentifierForm
        key={shown}
        id={id}
        locale={locale}
        page={page}
        by={shown}
        text={pick(text.choose)}
        countries={shown === "phone" ? await countryOptions(project, locale) : []}
      />
      <p className="mt-4 flex flex-wrap justify-between gap-4 text-sm">
        {offered[other] && (
          <TextLink href={link(`&by=${other}`)}>
            {other === "phone" ? text.choose.byPhone : text.choose.byEmail}
          </TextLink>
        )}
        {isChange && <TextLink href={`/verify/${id}?locale=${locale}`}>{text.choose.back}</TextLink>}
      </p>
    </>
  );
}

/** What crosses to the browser must be data: no sentence with a blank in it. */
function pick({ email, phone, country, phoneHint, send }: PortalText["choose"]) {
  return { email, phone, country, phoneHint, send };
}

export interface CountryOption {
  code: string;
  label: string;
  isLikely: boolean;
}

/** The countries that the project serves, by their names in the page's language; the browser's own comes preselected. */
async function countryOptions(project: Project, locale: Locale): Promise<CountryOption[]> {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const likely = likelyCountry((await headers()).get("accept-language") ?? "", locale);
  const served = project.settings.countries;
  return getCountries()
    .filter((code) => !served || served.includes(code))
    .map((code) => ({
      code,
      label: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})`,
      isLikely: code === likely,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

function likelyCountry(acceptLanguage: string, locale: Locale): string {
  const region = /^[a-z]{2,3}-([A-Z]{2})\b/.exec(acceptLanguage)?.[1];
  return region ?? (locale === "de" ? "DE" : "US");
}
