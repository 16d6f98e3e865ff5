import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CopyButton } from "@/app/_ui/copy-button";
import { useText } from "../../../../_text/use-text";

/** Shows new recovery codes, the only time they can be seen. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useText();
  return (
    <div className="grid gap-4">
      <Callout tone="warning" title={t("account.newCodesTitle")} live>
        {t("account.newCodesText")}
      </Callout>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border bg-subtle p-3 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex justify-between gap-2">
        <CopyButton value={codes.join("\n")} label={t("account.copyCodes")} text />
        <Button variant="primary" onClick={onDone}>
          {t("account.done")}
        </Button>
      </div>
    </div>
  );
}
