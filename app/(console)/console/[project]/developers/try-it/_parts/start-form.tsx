import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useText } from "../../../../../_text/use-text";

export function StartForm({
  project,
  email,
  error,
  isPending,
  onStart,
}: {
  project: string;
  email: string;
  error?: string;
  isPending: boolean;
  onStart: (form: FormData) => void;
}) {
  const t = useText();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onStart(new FormData(event.currentTarget));
      }}
      className="grid max-w-xl gap-3"
    >
      <input type="hidden" name="project" value={project} />
      <Field label={t("tryIt.to")} hint={t("tryIt.toHint")} error={error} required>
        <Input name="to" defaultValue={email} autoComplete="off" spellCheck={false} />
      </Field>
      <SubmitButton className="w-fit" pending={isPending}>
        {t("tryIt.send")}
      </SubmitButton>
    </form>
  );
}
