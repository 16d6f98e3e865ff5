import { CodeInput } from "@/app/_ui/code-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { text } from "../text";

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
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(String(new FormData(event.currentTarget).get("code")));
      }}
      className="grid gap-4 border-t pt-6 text-sm"
    >
      <p>{text.sent(to)}</p>
      <CodeInput label={text.code} autoSubmit />
      <SubmitButton className="w-fit" pending={isPending}>
        {text.submit}
      </SubmitButton>
    </form>
  );
}
