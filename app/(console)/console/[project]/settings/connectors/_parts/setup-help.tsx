import { CopyField } from "@/app/_ui/copy-field";
import { redirectUri } from "../redirect-uri";
import { text } from "../text";

/** The redirect URI to register with the provider. */
export function SetupHelp() {
  return (
    <CopyField
      className="max-w-xl"
      label={text.redirectUri}
      value={redirectUri()}
      hint={text.redirectUriHint}
    />
  );
}
