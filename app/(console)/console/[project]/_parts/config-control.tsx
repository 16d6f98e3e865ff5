import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { useText } from "../../../_text/use-text";
import { fieldOf, isRemovable, type Member, removalOf } from "./config-members";

/** The control for one config member. Secrets can be replaced but are never shown. */
export function ConfigControl({
  member,
  value,
  isSet,
  error,
}: {
  member: Member;
  value: string;
  /** Whether a secret is already stored. */
  isSet: boolean;
  error?: string;
}) {
  const t = useText();
  const { title, description, type, choices, isSecret, isRequired, example } = member;
  const name = fieldOf(member.name);
  if (type === "boolean") {
    // A stored config has "true", a submitted form "on".
    const isOn = value === "true" || value === "on";
    return <Checkbox name={name} label={title} hint={description} defaultChecked={isOn} />;
  }
  const isKept = isSet && isRemovable(member);
  const shared = { name, autoComplete: "off", spellCheck: false };
  const field = (
    <Field label={title} hint={description} error={error} required={isRequired && !isSet}>
      {type === "choice" ? (
        <Select name={name} defaultValue={value}>
          {!isRequired && <option value="">{t("config.default")}</option>}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </Select>
      ) : type === "long" ? (
        <Textarea {...shared} mono defaultValue={value} />
      ) : isSecret ? (
        <Input
          {...shared}
          type="password"
          autoComplete="new-password"
          placeholder={isSet ? t("config.saved") : t("config.notSet")}
        />
      ) : (
        <Input
          {...shared}
          inputMode={type === "number" ? "numeric" : undefined}
          placeholder={example}
          defaultValue={value}
        />
      )}
    </Field>
  );
  if (!isKept) return field;
  return (
    <div className="grid gap-2">
      {field}
      <Checkbox name={removalOf(member.name)} label={t("config.remove", { title })} />
    </div>
  );
}
