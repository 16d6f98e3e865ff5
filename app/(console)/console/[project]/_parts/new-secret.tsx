import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CopyField } from "@/app/_ui/copy-field";

/** Shows a new secret, the only time it can be seen. */
export function NewSecret({
  secret,
  text,
  tone = "success",
  onDone,
}: {
  secret: string;
  text: Record<"title" | "text" | "label" | "done", string>;
  tone?: "success" | "warning";
  onDone: () => void;
}) {
  return (
    <div className="grid gap-5">
      <Callout tone={tone} title={text.title} live>
        {text.text}
      </Callout>
      <CopyField label={text.label} value={secret} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {text.done}
        </Button>
      </div>
    </div>
  );
}
