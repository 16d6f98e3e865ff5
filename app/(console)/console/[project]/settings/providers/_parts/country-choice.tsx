import { RadioGroup } from "@/app/_ui/radio-group";
import { text } from "../text";

/** Which countries the project's first messages that cost money may go to. `suggested`: the names of our set. */
export function CountryChoice({ suggested, value }: { suggested: string; value?: string }) {
  return (
    <RadioGroup
      label={text.countries}
      name="countries"
      hint={text.countriesHint}
      defaultValue={value ?? "suggested"}
      cards
      options={[
        { value: "suggested", label: text.suggestedCountries, hint: suggested },
        { value: "all", label: text.allCountries, hint: text.allCountriesHint },
      ]}
    />
  );
}
