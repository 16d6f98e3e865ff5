import { sql } from "drizzle-orm";
import { deliveries, outbox, providers } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { forgetProviders } from "@/lib/delivery";
import { newId } from "@/lib/id";

/** Gives a project a provider of SMS that costs money. Nothing calls it as long as no worker runs. */
export async function addPaidProvider(projectId: string): Promise<void> {
  const named = { kind: "twilio", name: "Twilio", channels: ["sms"] };
  await db()
    .insert(providers)
    .values({ id: newId(), projectId, ...named });
  forgetProviders();
}

/** Records that providers have accepted the messages of a verification, as a worker would. */
export async function markSent(verificationId: string): Promise<void> {
  await db().execute(sql`
    with sent as (
      update ${deliveries} set try_count = 1, provider_kind = case when channel = 'email' then 'inbox' else 'twilio' end,
        outcome = 'accepted', finished_at = now()
      where verification_id = ${verificationId} and finished_at is null returning id)
    delete from ${outbox} where delivery_id in (select id from sent)`);
}
