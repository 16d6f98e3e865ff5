import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { toTypeId } from "@/lib/id";
import { getText } from "../../../../_text/get-text";
import { FilterForm } from "../../_parts/filter-form";
import { ChoiceBoxes, FilterDetails, type SeveralChoice } from "../../_parts/several-select";
import { purposeLabel } from "../purpose-label";
import { dialects, type VerificationSearch } from "../query";

interface Names {
  id: string;
  name: string;
}

/** The list's filters: the frequent ones in the bar, the others behind a button. */
export async function VerificationFilters({
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
  const t = await getText();
  const more: SeveralChoice[] = [
    {
      name: "purpose",
      label: t("verifications.purpose"),
      options: Object.fromEntries(purposes.map((one) => [one, purposeLabel(one, t)])),
      values: query.purpose,
    },
    {
      name: "dialect",
      label: t("verifications.dialect"),
      options: Object.fromEntries(dialects.map((one) => [one, one])),
      values: query.dialect,
    },
    {
      name: "provider",
      label: t("verifications.provider"),
      options: Object.fromEntries(providers.map(({ id, name }) => [toTypeId("prv", id), name])),
      values: query.provider.map((id) => toTypeId("prv", id)),
    },
    {
      name: "reason",
      label: t("verifications.reasonOfFailure"),
      options: t.group("verifications.reasons"),
      values: query.reason,
    },
  ];
  const { country, metadata, from, to } = query;
  const typed = [country, metadata, from, to].filter((value) => value !== undefined);
  const count = typed.length + more.reduce((sum, { values }) => sum + values.length, 0);

  return (
    <FilterForm
      path={path}
      search={{
        label: t("verifications.search"),
        placeholder: t("verifications.searchHint"),
        value: query.q,
      }}
      several={[
        {
          name: "status",
          label: t("verifications.status"),
          options: t.group("terms.statuses"),
          values: query.status,
        },
        {
          name: "channel",
          label: t("verifications.channel"),
          options: t.group("terms.channels"),
          values: query.channel,
        },
      ]}
      choices={[
        {
          name: "time",
          label: t("verifications.time"),
          any: t("verifications.anyTime"),
          options: t.group("verifications.times"),
          value: query.time,
        },
      ]}
      more={{
        value: count > 0 ? JSON.stringify([typed, more.map(({ values }) => values)]) : "",
        children: (
          <FilterDetails
            label={count > 0 ? `${t("verifications.more")}: ${count}` : t("verifications.more")}
            wide
          >
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t("verifications.from")}>
                <Input type="date" name="from" defaultValue={from} />
              </Field>
              <Field label={t("verifications.to")}>
                <Input type="date" name="to" defaultValue={to} />
              </Field>
              <Field label={t("verifications.country")} hint={t("verifications.countryHint")}>
                <Input name="country" defaultValue={country} maxLength={100} autoComplete="off" />
              </Field>
              <Field label={t("verifications.metadata")} hint={t("verifications.metadataHint")}>
                <Input name="metadata" defaultValue={metadata} maxLength={200} autoComplete="off" />
              </Field>
              {more
                .filter((choice) => Object.keys(choice.options).length > 0)
                .map((choice) => (
                  <ChoiceBoxes key={choice.name} choice={choice} />
                ))}
            </div>
            <Button type="submit" variant="primary">
              {t("verifications.apply")}
            </Button>
          </FilterDetails>
        ),
      }}
    />
  );
}
