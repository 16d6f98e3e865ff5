import { CodeInput } from "@/app/_ui/code-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { text } from "../text";

/** For a message that went out to a real mailbox: only its owner has the code. */
export function TypedCode({
  to,
  isPending,
  onAnswer,
}: {
  to: string;
  isPending: boolean;
  onAnswer: (code: string) => void;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(String(new FormData(event.currentTarget).get("code")));
      }}
      className="grid gap-4 border-t pt-6 text-sm"
    >
      <p>{text.sent(to)}</p>
      <CodeInput label={text.code} autoSubmit />
      <SubmitButton className="w-fit" pending={isPending}>
        {text.answerTyped}
      </SubmitButton>
    </form>
  );
}
