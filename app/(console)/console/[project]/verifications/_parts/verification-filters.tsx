import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { toTypeId } from "@/lib/id";
import { FilterForm } from "../../_parts/filter-form";
import { ChoiceBoxes, FilterDetails, type SeveralChoice } from "../../_parts/several-select";
import { dialects, type VerificationSearch } from "../query";
import { channelLabels, purposeLabel, reasonLabels, statusLabels, text, timeLabels } from "../text";

interface Names {
  id: string;
  name: string;
}

/** The list's filters: the frequent ones in the bar, the others behind a button. */
export function VerificationFilters({
  path,
  query,
  purposes,
  providers,
}: {
  path: string;
  query: VerificationSearch;
  purposes: string[];
  providers: Names[];
}) {
  const more: SeveralChoice[] = [
    {
      name: "purpose",
      label: text.purpose,
      options: Object.fromEntries(purposes.map((one) => [one, purposeLabel(one)])),
      values: query.purpose,
    },
    {
      name: "dialect",
      label: text.dialect,
      options: Object.fromEntries(dialects.map((one) => [one, one])),
      values: query.dialect,
    },
    {
      name: "provider",
      label: text.provider,
      options: Object.fromEntries(providers.map(({ id, name }) => [toTypeId("prv", id), name])),
      values: query.provider.map((id) => toTypeId("prv", id)),
    },
    {
      name: "reason",
      label: text.reasonOfFailure,
      options: reasonLabels,
      values: query.reason,
    },
  ];
  const { country, metadata, from, to } = query;
  const typed = [country, metadata, from, to].filter((value) => value !== undefined);
  const count = typed.length + more.reduce((sum, { values }) => sum + values.length, 0);

  return (
    <FilterForm
      path={path}
      search={{ label: text.search, placeholder: text.searchHint, value: query.q }}
      several={[
        {
          name: "status",
          label: text.status,
          options: statusLabels,
          values: query.status,
        },
        { name: "channel", label: text.channel, options: channelLabels, values: query.channel },
      ]}
      choices={[
        {
          name: "time",
          label: text.time,
          any: text.anyTime,
          options: timeLabels,
          value: query.time,
        },
      ]}
      more={{
        value: count > 0 ? JSON.stringify([typed, more.map(({ values }) => values)]) : "",
        children: (
          <FilterDetails label={count > 0 ? `${text.more}: ${count}` : text.more} wide>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={text.from}>
                <Input type="date" name="from" defaultValue={from} />
              </Field>
              <Field label={text.to}>
                <Input type="date" name="to" defaultValue={to} />
              </Field>
              <Field label={text.country} hint={text.countryHint}>
                <Input name="country" defaultValue={country} maxLength={100} autoComplete="off" />
              </Field>
              <Field label={text.metadata} hint={text.metadataHint}>
                <Input name="metadata" defaultValue={metadata} maxLength={200} autoComplete="off" />
              </Field>
              {more
                .filter((choice) => Object.keys(choice.options).length > 0)
                .map((choice) => (
                  <ChoiceBoxes key={choice.name} choice={choice} />
                ))}
            </div>
            <Button type="submit" variant="primary">
              {text.apply}
            </Button>
          </FilterDetails>
        ),
      }}
    />
  );
}
