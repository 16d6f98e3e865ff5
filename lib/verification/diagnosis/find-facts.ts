import type { Ctx } from "@/lib/access";
import { type DeliveryRecord, providerOrderOf, suppressionsOfRecipient } from "@/lib/delivery";
import { findObjection } from "@/lib/events";
import { type Channel, phoneChannels } from "@/lib/projects";
import { pauseOfNumber } from "@/lib/protection";
import { phoneTypeOf } from "@/lib/users";
import type { LoadedVerification } from "../verification";
import type { Facts } from "./diagnose";

/** Gathers what `diagnose` looks at. */
export async function findFacts(
  { project: { id: projectId } }: Pick<Ctx, "project">,
  v: LoadedVerification,
  deliveries: readonly DeliveryRecord[],
  requestId: string | null,
): Promise<Facts> {
  const isPhone = v.identifierType === "phone";
  const channels: readonly Channel[] = isPhone ? phoneChannels : v.identifierType ? ["email"] : [];
  const [suppressions, pause, objection, orders] = await Promise.all([
    v.identifier ? suppressionsOfRecipient(projectId, v.identifierValue!) : [],
    isPhone ? pauseOfNumber(projectId, v.channel!, v.identifier!, v.country) : null,
    // A refusal that the response hid (`hidesFinding`) leaves a decoy.
    v.isDecoy && requestId ? findObjection(projectId, requestId, v.createdAt) : null,
    Promise.all(channels.map((channel) => providerOrderOf(projectId, channel))),
  ]);
  return {
    verification: v,
    deliveries,
    suppressions,
    phoneType: isPhone ? phoneTypeOf(v.identifier!) : null,
    pause,
    objection,
    channels: channels.map((channel, i) => ({
      channel,
      providers: orders[i]!.map(({ id, name }) => ({ id, name })),
    })),
  };
}
