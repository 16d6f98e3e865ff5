import { z } from "zod";
import { deliveryStatuses } from "@/drizzle/schema";
import { channels } from "@/lib/projects";
import { parseIdentifier } from "@/lib/users";
import { pageQuery } from "../paging";
import { idOf, recipientInQuery } from "./fields";

export const DeliveryParams = z.strictObject({ id: idOf("dlv") });

export const RetryDeliveryBody = z
  .strictObject({
    providerId: idOf("prv").optional().meta({ description: "The provider to try first." }),
  })
  .meta({ id: "RetryDelivery" });

export const DeliveryQuery = z
  .strictObject({
    ...pageQuery,
    verificationId: idOf("ver").optional(),
    email: recipientInQuery.optional().meta({ example: "jane@example.com" }),
    phone: recipientInQuery.optional().meta({ description: "E.164.", example: "+4915112345678" }),
    outcome: z
      .enum(["pending", "accepted", "undeliverable", "skipped"])
      .optional()
      .meta({ description: "`pending`: waiting in the outbox." }),
    status: z.enum(deliveryStatuses).optional().meta({ description: "What the provider reported." }),
    channel: z.enum(channels).optional(),
    providerId: idOf("prv").optional().meta({ description: "The provider of the last try." }),
  })
  .refine(({ email, phone }) => email === undefined || phone === undefined, {
    message: "send email or phone, not both",
    path: ["phone"],
  });

/** The recipient as deliveries store it. A value that does not parse matches nothing. */
export function recipientOf({ email, phone }: { email?: string; phone?: string }): string | undefined {
  const given = email ?? phone;
  if (given === undefined) return undefined;
  const parsed = parseIdentifier(email === undefined ? { phone: given } : { email: given });
  return parsed.ok ? parsed.value.value : given;
}
