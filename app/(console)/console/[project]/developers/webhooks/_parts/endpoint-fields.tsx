import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { text } from "../text";

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
  return (
    <>
      <Field label={text.url} hint={text.urlHint} error={violations.url ?? refusal} required>
        <Input name="url" type="url" autoComplete="off" spellCheck={false} defaultValue={values.url} />
      </Field>
      <Field label={text.descriptionLabel} hint={text.descriptionHint} error={violations.description}>
        <Input name="description" maxLength={200} autoComplete="off" defaultValue={values.description} />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium text-sm">
          {text.typesLabel} <span className="font-normal text-muted">{text.typesHint}</span>
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
      <Field label={text.payload}>
        <Select name="payload" options={text.payloads} defaultValue={values.payload} />
      </Field>
    </>
  );
}
