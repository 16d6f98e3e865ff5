import { CopyField } from "@/app/_ui/copy-field";
import { redirectUri } from "../redirect-uri";
import { text } from "../text";

/** What the provider has to be told. */
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
