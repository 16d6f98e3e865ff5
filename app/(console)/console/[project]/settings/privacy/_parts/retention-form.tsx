"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useText } from "../../../../../_text/use-text";
import { saveRetention } from "../actions";

export interface KeptKind {
  /** The form field. */
  member: string;
  label: string;
  shortest: number;
  longest: number;
  /** Null: the longest. */
  days: number | null;
}

/** For how many days the project keeps each kind of data. */
export function RetentionForm({
  project,
  kinds,
  mayWrite,
}: {
  project: string;
  kinds: KeptKind[];
  mayWrite: boolean;
}) {
  const t = useText();
  return (
    <PageForm
      action={saveRetention}
      hidden={{ project }}
      submit={t("privacy.saveRetention")}
      saved={t("privacy.retentionSaved")}
      mayWrite={mayWrite}
      className="max-w-xl"
    >
      {({ violations = {} }) => (
        <>
          <div className="grid items-start gap-5 sm:grid-cols-2">
            {kinds.map(({ member, label, shortest, longest, days }) => (
              <Field
                key={member}
                label={label}
                hint={t("privacy.bounds", { shortest, longest })}
                error={violations[member] && t("privacy.outOfBounds", { shortest, longest })}
              >
                <Input
                  name={member}
                  type="number"
                  inputMode="numeric"
                  min={shortest}
                  max={longest}
                  placeholder={String(longest)}
                  defaultValue={days ?? ""}
                />
              </Field>
            ))}
          </div>
          <Callout tone="warning">{t("privacy.retentionWarning")}</Callout>
        </>
      )}
    </PageForm>
  );
}
