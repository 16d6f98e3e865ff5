import { sql } from "drizzle-orm";
import { deliveries, verifications } from "@/drizzle/schema";
import { preparedInProject } from "@/lib/db";
import type { CustomMessage } from "@/lib/delivery";
import { spendSends } from "../../budgets/repository";
import {
  type ActorFields,
  appendEvent,
  param,
  rowWithPolicy,
  verificationFrom,
  withNow,
} from "../../sql-fragments/repository";
import {
  appendDeliveries,
  isPending,
  lockCurrent,
  type Sending,
  sendReport,
  suppressed,
  suppressedChannels,
} from "../repository";

/** The caller's new message, or that of the verification's last delivery. */
const nextCustomMessage = sql`coalesce(${param("customMessage", "jsonb")}, (select custom_message from ${deliveries}
  where ${deliveries.verificationId} = ${param("id", "uuid")} order by ${deliveries.id} desc limit 1))`;

const resendStatement = preparedInProject((db) => {
  const suppression = db.$with("suppression", {}).as(sql`
    select ${suppressedChannels(sql`identifier_value`)} as suppressed_on from current`);
  const isSuppressed = sql<boolean>`(select ${suppressed} from suppression)`;
  const may = sql`(select ${isPending} and issued_at is not null and send_count < coalesce((policy->>'maxSends')::int, send_count + 1)
    and coalesce(next_send_at <= now(), true) from current) and not ${isSuppressed}`;
  const { ctes, granted, isVolumeFull, volumes } = spendSends(db, { when: may, addsVolumes: true });
  const policy = sql`(select policy from current)`;
  const resent = db.$with("resent", {}).as(sql`
    update ${verifications} set
      send_count = send_count + 1, issued_at = now(), channel = coalesce(${param("channel", "text")}, channel),
      locale = coalesce(${param("locale", "text")}, locale), is_locale_chosen = is_locale_chosen or ${param("locale", "text")} is not null,
      -- Doubles with each send, up to ten minutes (docs/security.md #23).
      next_send_at = now() + make_interval(secs => least((${policy}->>'cooldownSeconds')::int * power(2, send_count), 600)::int),
      -- A code that the caller has replaced must not match any more.
      generation = case when ${policy}->>'resend' = 'rotate' or ${param("chosenCode", "bytea")} is not null then generation + 1 else generation end,
      chosen_code = coalesce(${param("chosenCode", "bytea")}, chosen_code),
      code_expires_at = case when ${policy}->>'resend' = 'rotate'
        then least(expires_at, now() + make_interval(secs => (${policy}->>'codeLifetimeSeconds')::int)) else code_expires_at end
    where id = ${param("id", "uuid")} and ${granted} returning ${rowWithPolicy}`);
  return db
    .with(
      lockCurrent(db),
      suppression,
      ...ctes,
      resent,
      ...appendDeliveries(db, sql`resent`, sql`(select suppressed_on from suppression)`, nextCustomMessage),
      appendEvent(db, sql`resent`, sql`'verification.resent'`),
    )
    .select({
      ...sendReport,
      isVolumeFull,
      volumes,
      suppressed: sql<boolean>`coalesce(${isSuppressed}, false)`,
      customMessage: sql<CustomMessage | null>`${nextCustomMessage}`,
      before: verificationFrom("current"),
      verification: verificationFrom("resent"),
    })
    .from(sql`current left join resent on true`)
    .prepare("resend");
});

/** Sends the current challenge again, or a new one if the policy rotates. Undefined if the verification does not exist. */
export async function sendAgain(
  values: ActorFields &
    Sending & {
      id: string;
      channel: string | null;
      locale: string | null;
      hidesSuppression: boolean;
      chosenCode: Buffer | null;
      /** JSON. Null: that of the last delivery. */
      customMessage: string | null;
    },
) {
  const [row] = await resendStatement(values);
  return row && { ...withNow(row), before: row.before };
}
