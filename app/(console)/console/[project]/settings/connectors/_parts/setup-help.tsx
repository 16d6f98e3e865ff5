import { CopyField } from "@/app/_ui/copy-field";
import { redirectUri } from "../redirect-uri";
import { words } from "../words";

/** What the provider has to be told. */
export function SetupHelp() {
  return (
    <CopyField
      className="max-w-xl"
      label={words.redirectUri}
      value={redirectUri()}
      hint={words.redirectUriHint}
    />
  );
}
