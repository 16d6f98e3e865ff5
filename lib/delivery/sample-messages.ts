import { type Locale, locales } from "@/lib/i18n";
import { builtInPurposes, type Channel, channels, type Project } from "@/lib/projects";
import { minute } from "@/lib/time";
import type { Challenge } from "./challenge";
import type { Message } from "./message";
import { renderMessage, renderTestMessage } from "./render-message";

export interface SampleMessage {
  template: "confirm" | "authenticate" | "test";
  channel: Channel;
  locale: Locale;
  message: Message;
}

const challenge: Omit<Challenge, "purpose"> = {
  code: "123456",
  linkUrl: "https://verify.example.com/verify/link#a-token-that-opens-nothing",
  linkToken: "a-token-that-opens-nothing",
  expiresInSeconds: 10 * minute,
};

/** Every template in every language with a project's theme and an invalid code, for previews. */
export async function sampleMessages(project: Project): Promise<SampleMessage[]> {
  const wanted = locales.flatMap((locale) =>
    channels.flatMap((channel) =>
      ([...builtInPurposes, "test"] as const).map((template) => ({ template, channel, locale })),
    ),
  );
  return Promise.all(
    wanted.map(async (sample) => {
      const { template, channel, locale } = sample;
      const recipient = channel === "email" ? "jane@example.com" : "+4915112345678";
      const id = "00000000-0000-7000-8000-000000000000";
      const delivery = { id, channel, recipient, locale, customMessage: null };
      const message =
        template === "test"
          ? await renderTestMessage(delivery, project)
          : await renderMessage(delivery, project, { ...challenge, purpose: template });
      return { ...sample, message };
    }),
  );
}
