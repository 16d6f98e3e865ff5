import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import type { PartName } from "@/lib/delivery";
import { useText } from "../../../../../../../_text/use-text";

export interface EditablePart {
  name: PartName;
  maxLength: number;
  isMultiline: boolean;
  placeholders: string[];
}

/** One text, with our text as its placeholder. */
export function PartField({
  part: { name, maxLength, isMultiline, placeholders },
  language,
  ours,
  value,
  onChange,
  error,
}: {
  part: EditablePart;
  language: { lang: string; dir: "ltr" | "rtl" };
  ours: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const t = useText();
  const label = t(`templates.partNames.${name}`);
  return (
    <div className="relative">
      <Field
        label={label}
        hint={<Hint hint={t.find(`templates.partHints.${name}`)} placeholders={placeholders} />}
        error={error}
      >
        <Textarea
          {...language}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder={ours}
          maxLength={maxLength}
          rows={isMultiline ? 3 : 1}
          className={isMultiline ? undefined : "min-h-control"}
        />
      </Field>
      {ours !== "" && value === "" && (
        <button
          type="button"
          aria-label={t("templates.startFromOursFor", { part: label })}
          onClick={() => onChange(ours)}
          className="absolute end-0 top-0 min-h-6 rounded-sm text-accent-text text-sm underline underline-offset-2 disabled:hidden"
        >
          {t("templates.startFromOurs")}
        </button>
      )}
    </div>
  );
}

function Hint({ hint, placeholders }: { hint: string | undefined; placeholders: string[] }) {
  const t = useText();
  return (
    <>
      {hint} {t("templates.placeholders")}{" "}
      {placeholders.map((name, at) => (
        <span key={name}>
          {at > 0 && ", "}
          <code className="font-mono text-xs">{`{${name}}`}</code>
        </span>
      ))}
    </>
  );
}
