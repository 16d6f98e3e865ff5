import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useText } from "../../../../../_text/use-text";

export interface EndpointValues {
  url: string;
  description: string;
  types: string[];
  payload: string;
}

/** What a new endpoint and an existing one have in common. `types` are all there are, with their descriptions. */
export function EndpointFields({
  values,
  types,
  violations = {},
  refusal,
}: {
  values: EndpointValues;
  types: Record<string, string>;
  violations?: Record<string, string>;
  refusal?: string;
}) {
  const t = useText();
  return (
    <>
      <Field
        label={t("webhooks.url")}
        hint={t("webhooks.urlHint")}
        error={violations.url ?? refusal}
        required
      >
        <Input name="url" type="url" autoComplete="off" spellCheck={false} defaultValue={values.url} />
      </Field>
      <Field
        label={t("webhooks.descriptionLabel")}
        hint={t("webhooks.descriptionHint")}
        error={violations.description}
      >
        <Input name="description" maxLength={200} autoComplete="off" defaultValue={values.description} />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium text-sm">
          {t("webhooks.typesLabel")} <span className="font-normal text-muted">{t("webhooks.typesHint")}</span>
        </legend>
        <div className="grid max-h-64 gap-2 overflow-y-auto rounded-md border p-3">
          {Object.entries(types).map(([type, description]) => (
            <Checkbox
              key={type}
              name="types"
              value={type}
              defaultChecked={values.types.includes(type)}
              label={<code className="font-mono text-xs">{type}</code>}
              hint={description}
            />
          ))}
        </div>
      </fieldset>
      <Field label={t("webhooks.payload")}>
        <Select name="payload" options={t.group("webhooks.payloads")} defaultValue={values.payload} />
      </Field>
    </>
  );
}
