import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { headers } from "next/headers";
import { TextLink } from "@/app/_ui/text-link";
import { channelsOf } from "@/lib/delivery";
import { brandName, type Locale, type Project } from "@/lib/projects";
import { Frame } from "../../../_parts/frame";
import { type Words, wordsIn } from "../../../_words";
import type { Shown } from "../page";
import { IdentifierForm } from "./identifier-form";
import { Watch } from "./watch";

/** Nothing chosen yet, or a correction: which address or number is it? */
export async function Choose({
  id,
  project,
  locale,
  page,
  by,
  isChange,
}: Shown & { by: "email" | "phone"; isChange?: boolean }) {
  const words = wordsIn(locale);
  const channels = await channelsOf(project.id);
  const offered = { email: channels.has("email"), phone: channels.has("sms") };
  const shown = offered[by] ? by : offered.email ? "email" : "phone";
  const other = shown === "email" ? "phone" : "email";
  const link = (query: string) => `/verify/${id}?locale=${locale}${isChange ? "&change" : ""}${query}`;
  return (
    <Frame project={project} locale={locale} title={words.choose.title}>
      <p className="mt-3 text-muted">{words.choose.lead(brandName(project))}</p>
      <IdentifierForm
        key={shown}
        id={id}
        locale={locale}
        page={page}
        by={shown}
        words={pick(words.choose)}
        countries={shown === "phone" ? await countryOptions(project, locale) : []}
      />
      <p className="mt-4 flex flex-wrap justify-between gap-4 text-sm">
        {offered[other] && (
          <TextLink href={link(`&by=${other}`)}>
            {other === "phone" ? words.choose.byPhone : words.choose.byEmail}
          </TextLink>
        )}
        {isChange && <TextLink href={`/verify/${id}?locale=${locale}`}>{words.choose.back}</TextLink>}
      </p>
      <Watch id={id} state={isChange ? "sent" : "choose"} />
    </Frame>
  );
}

/** What crosses to the browser must be data: no sentence with a blank in it. */
function pick({ email, phone, country, phoneHint, send }: Words["choose"]) {
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
