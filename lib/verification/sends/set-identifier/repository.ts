import { sql } from "drizzle-orm";
import { verifications } from "@/drizzle/schema";
import { preparedInProject } from "@/lib/db";
import { spendSends } from "../../budgets/repository";
import { copyPolicy, type PolicyFields, storePolicy } from "../../policies/repository";
import {
  type ActorFields,
  appendEvent,
  inSeconds,
  param,
  verificationFrom,
  withNow,
} from "../../sql-fragments/repository";
import {
  admission,
  appendDeliveries,
  isPending,
  lockCurrent,
  lockedUntil,
  type Sending,
  sendReport,
  suppressed,
} from "../repository";

const setIdentifierStatement = preparedInProject((db) => {
  const may = sql`(select ${isPending} and is_identifier_open and send_count < coalesce(${param("maxSends", "int")}, send_count + 1)
    and (coalesce(next_send_at <= now(), true) or identifier is distinct from ${param("identifier", "text")}) from current)
    and (select not taken and not ${suppressed} and locked_until is null from admission)`;
  const { ctes, granted, isFull, isVolumeFull, volumes } = spendSends(db, {
    when: may,
    addsVolumes: true,
    hidesFullVolumes: param("hidesFullVolumes", "boolean"),
  });
  const changed = db.$with("changed", {}).as(sql`
    update ${verifications} set
      -- A code that went to one address must never prove another (docs/security.md #5).
      generation = case when issued_at is null then generation else generation + 1 end, chosen_code = ${param("chosenCode", "bytea")},
      identifier_type = ${param("identifierType", "text")}, identifier_value = ${param("identifierValue", "text")},
      identifier = ${param("identifier", "text")}, country = ${param("country", "text")}, channel = ${param("channel", "text")},
      locale = ${param("locale", "text")}, is_locale_chosen = ${param("isLocaleChosen", "boolean")},
      wire_context = case when ${param("wireContext", "jsonb")} is null then wire_context
        else coalesce(wire_context, '{}') || ${param("wireContext", "jsonb")} end,
      requested_from = ${param("requestedFrom", "text")}, link_template = coalesce(${param("linkTemplate", "text")}, link_template), policy_id = ${param("policyId", "uuid")},
      is_decoy = (select is_decoy or ${isFull} from admission), issued_at = now(), send_count = send_count + 1,
      next_send_at = now() + make_interval(secs => least(${param("cooldownSeconds", "int")} * power(2, send_count), 600)::int),
      code_expires_at = least(expires_at, ${inSeconds("codeLifetimeSeconds")})
    where id = ${param("id", "uuid")} and ${granted} returning *, ${param("policy", "jsonb")} as policy`);
  return db
    .with(
      lockCurrent(db),
      storePolicy(db),
      admission(db, { isOfUser: true, isForKnown: true, isLocking: true }),
      ...ctes,
      changed,
      ...appendDeliveries(db, sql`changed`, sql`(select suppressed_on from admission)`),
      appendEvent(db, sql`changed`, sql`'verification.identifier_set'`),
    )
    .select({
      ...sendReport,
      taken: sql<boolean>`admission.taken`,
      suppressed,
      isVolumeFull,
      volumes,
      lockedUntil,
      before: verificationFrom("current"),
      verification: verificationFrom("changed"),
    })
    .from(sql`current cross join admission left join changed on true`)
    .prepare("set_identifier");
});

export interface ChangedIdentifier extends ActorFields, PolicyFields, Sending {
  id: string;
  userId: string | null;
  identifierType: string;
  identifierValue: string;
  identifier: string;
  country: string | null;
  channel: string;
  locale: string;
  isLocaleChosen: boolean;
  requestedFrom: string | null;
  linkTemplate: string | null;
  chosenCode: Buffer | null;
  customMessage: string | null;
  wireContext: string | null;
  maxSends: number | null;
  cooldownSeconds: number;
  codeLifetimeSeconds: number;
  knownOnly: boolean;
  mayBind: boolean;
  isHidden: boolean;
  hidesFullVolumes: boolean;
  takenByAnyone: boolean;
  lockingBudgets: string;
  hidesSuppression: boolean;
}

/** Sets or changes the identifier of an open verification and sends to it. Undefined if it does not exist. */
export async function changeIdentifier(values: ChangedIdentifier) {
  await copyPolicy(values);
  const [row] = await setIdentifierStatement(values);
  return row && { ...withNow(row), before: row.before };
}
