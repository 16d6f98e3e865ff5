import { eventNames } from "../webhooks/events";
import { body, longest, optionalList, optionalText, required, requiredFlag } from "./member";

/** A header's value: printable ASCII without spaces at the ends. */
const apiKeyText = /^[\x21-\x7e]([\x20-\x7e]{0,1022}[\x21-\x7e])?$/;
const apiKeyOf = (text: string) => (apiKeyText.test(text) ? text : null);
const noApiKey = "must be 1 to 1024 printable ASCII characters";

const uri = required("must be an https URL", (text) =>
  /^https?:\/\//.test(text) && URL.canParse(text) ? text : null,
);

const described = {
  subscribed_events: optionalList(
    `must be a list of: ${eventNames.join(", ")}`,
    (text) => eventNames.find((name) => name === text) ?? null,
  ),
  name: optionalText(longest(255)),
  description: optionalText(longest(1000)),
};

export const CreateWebhook = body({ uri, api_key: required(noApiKey, apiKeyOf), ...described });
export const ChangeWebhook = body({
  api_key: optionalText((text) => (apiKeyText.test(text) ? null : noApiKey)),
  ...described,
});
export const SwitchWebhook = body({ enabled: requiredFlag });
