import { RadioGroup } from "@/app/_ui/radio-group";
import { useText } from "../../../../../_text/use-text";

/** Which countries the project's first messages that cost money may go to. `suggested`: the names of our set. */
export function CountryChoice({ suggested, value }: { suggested: string; value?: string }) {
  const t = useText();
  return (
    <RadioGroup
      label={t("providers.countries")}
      name="countries"
      hint={t("providers.countriesHint")}
      defaultValue={value ?? "suggested"}
      cards
      options={[
        { value: "suggested", label: t("providers.suggestedCountries"), hint: suggested },
        { value: "all", label: t("providers.allCountries"), hint: t("providers.allCountriesHint") },
      ]}
    />
  );
}
