import { z } from "zod";
import type { ImportedUser } from "@/lib/users";
import { Explanation } from "../../drill/application";
import { credential, type Source, urlOf } from "../source";
import { vendorClient } from "../vendor-client";

const attempts = z.object({
  attempts: z.array(
    z.object({
      conversion_status: z.string(),
      channel: z.string(),
      date_updated: z.string(),
      channel_data: z.object({ to: z.string().nullish() }).nullish(),
    }),
  ),
  meta: z.object({ next_page_url: z.string().nullish() }),
});

const dayMs = 86_400_000;

/**
 * Twilio Verify has no users, only attempts, for a limited time. Each recipient of an approved one becomes a user with this
 * verified address or number.
 */
export const twilio: Source = (options) => {
  const sid = credential(options, "IMPORT_ACCOUNT_SID");
  const credentials = Buffer.from(`${sid}:${credential(options, "IMPORT_TOKEN")}`).toString("base64");
  const client = vendorClient({
    base: urlOf(options, "https://verify.twilio.com"),
    rate: options.rate,
    headers: { authorization: `Basic ${credentials}` },
  });
  const since = options.since === undefined ? new Date(Date.now() - 30 * dayMs) : new Date(options.since);
  if (Number.isNaN(since.getTime())) throw new Explanation("--since is not a date, such as 2026-11-01.");
  const first = `/v2/Attempts?Status=CONVERTED&PageSize=100&DateCreatedAfter=${since.toISOString().replace(/\.\d+/, "")}`;
  return async function* (position) {
    for (let path: string | null = position || first; path !== null; ) {
      const { body } = await client.get(path);
      const { attempts: found, meta } = attempts.parse(body);
      // The vendor's own host, even if another one was asked.
      const next: URL | null = meta.next_page_url ? new URL(meta.next_page_url) : null;
      path = next && `${next.pathname}${next.search}`;
      yield { users: found.flatMap(toUser), next: path ?? "" };
    }
  };
};

function toUser({
  conversion_status,
  channel,
  date_updated,
  channel_data,
}: z.output<typeof attempts>["attempts"][number]): ImportedUser[] {
  const value = channel_data?.to;
  if (conversion_status.toUpperCase() !== "CONVERTED" || !value) return [];
  const type = channel.toLowerCase() === "email" ? "email" : "phone";
  return [{ key: value, identifiers: [{ type, value, verifiedAt: new Date(date_updated) }] }];
}
