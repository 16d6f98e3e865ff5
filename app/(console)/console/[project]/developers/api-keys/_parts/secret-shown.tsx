import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CopyField } from "@/app/_ui/copy-field";
import { words } from "../words";

/** A new key, for the only time. */
export function SecretShown({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div className="grid gap-5">
      <Callout tone="success" title={words.secretTitle} live>
        {words.secretText}
      </Callout>
      <CopyField label={words.secret} value={secret} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}
