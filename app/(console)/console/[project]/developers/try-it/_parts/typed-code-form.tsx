import { CodeInput } from "@/app/_ui/code-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useText } from "../../../../../_text/use-text";

/** For messages sent by a real provider, where only the recipient has the code. */
export function TypedCodeForm({
  to,
  isPending,
  onSubmit,
}: {
  to: string;
  isPending: boolean;
  onSubmit: (code: string) => void;
}) {
  const t = useText();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(String(new FormData(event.currentTarget).get("code")));
      }}
      className="grid gap-4 border-t pt-6 text-sm"
    >
      <p>{t("tryIt.sent", { to })}</p>
      <CodeInput label={t("tryIt.code")} autoSubmit />
      <SubmitButton className="w-fit" pending={isPending}>
        {t("tryIt.submit")}
      </SubmitButton>
    </form>
  );
}
