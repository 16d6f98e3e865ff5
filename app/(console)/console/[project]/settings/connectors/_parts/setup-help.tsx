import { CopyField } from "@/app/_ui/copy-field";
import { getText } from "../../../../../_text/get-text";
import { redirectUri } from "../redirect-uri";

/** The redirect URI to register with the provider. */
export async function SetupHelp() {
  const t = await getText();
  return (
    <CopyField
      className="max-w-xl"
      label={t("connectors.redirectUri")}
      value={redirectUri()}
      hint={t("connectors.redirectUriHint")}
    />
  );
}
