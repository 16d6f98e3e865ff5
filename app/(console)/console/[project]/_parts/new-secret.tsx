import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CopyField } from "@/app/_ui/copy-field";

interface SecretText {
  secretTitle: string;
  secretText: string;
  secret: string;
  done: string;
}

/** Shows a new secret, the only time it can be seen. */
export function NewSecret({
  secret,
  text,
  tone = "success",
  onDone,
}: {
  secret: string;
  text: SecretText;
  tone?: "success" | "warning";
  onDone: () => void;
}) {
  return (
    <div className="grid gap-5">
      <Callout tone={tone} title={text.secretTitle} live>
        {text.secretText}
      </Callout>
      <CopyField label={text.secret} value={secret} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {text.done}
        </Button>
      </div>
    </div>
  );
}
