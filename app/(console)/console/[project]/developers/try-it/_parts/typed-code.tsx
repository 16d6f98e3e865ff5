import { CodeInput } from "@/app/_ui/code-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { words } from "../words";

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
      <p>{words.sent(to)}</p>
      <CodeInput label={words.code} autoSubmit />
      <SubmitButton className="w-fit" pending={isPending}>
        {words.answerTyped}
      </SubmitButton>
    </form>
  );
}
