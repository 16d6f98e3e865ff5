import { z } from "zod";
import type { Suppression } from "@/lib/delivery";
import { channels } from "@/lib/projects";
import { pageQuery } from "../paging";
import { idOf, instant, showId, showInstant, shownId } from "./fields";
import {
  country,
  email,
  isCountryOfPhone,
  isOneAtMost,
  notBoth,
  onlyWithPhone,
  phone,
} from "./identifier-fields";

export const SuppressionParams = z.strictObject({ id: idOf("sup") });

export const SuppressionQuery = z.strictObject({
  ...pageQuery,
  search: z.string().trim().min(1).max(320).optional().meta({ description: "Part of an address or number." }),
  channel: z.enum(channels).optional(),
});

export const CreateSuppressionBody = z
  .strictObject({
    email: email.optional(),
    phone: phone.optional(),
    country: country.optional(),
    channel: z
      .enum(channels)
      .optional()
      .meta({ description: "Defaults to `email` for an email address and `sms` for a phone number." }),
    note: z.string().trim().min(1).max(200).optional().meta({ description: "For other operators." }),
  })
  .refine(isOneAtMost, notBoth)
  .refine(isCountryOfPhone, onlyWithPhone)
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
    message: "expected an email or a phone",
    path: ["email"],
  })
  .meta({ id: "CreateSuppression", example: { email: "jane@example.com", note: "Asked us to stop." } });

export const SuppressionResource = z
  .strictObject({
    id: shownId("sup"),
    channel: z.enum(channels),
    recipient: z.string().meta({ description: "In lower case." }),
    reason: z.enum(["bounce", "complaint", "opt_out", "manual"]).meta({
      description:
        "`bounce`: it cannot receive messages. `complaint`: it marked one as spam. `opt_out`: it replied STOP. `manual`: an operator or a backend added it.",
    }),
    note: z.string().nullable().meta({ description: "The provider's code, or the note of who added it." }),
    deliveryId: shownId("dlv").nullable().meta({ description: "The message that was reported." }),
    createdAt: instant,
  })
  .meta({
    id: "Suppression",
    example: {
      id: "sup_01jdkm8v1fe2r8zq4s5t6v7w8x",
      channel: "email",
      recipient: "jane@example.com",
      reason: "bounce",
      note: "Permanent.General",
      deliveryId: "dlv_01jdkm8v1fe2r8zq4s5t6v7w8x",
      createdAt: "2026-01-31T09:30:00.000Z",
    },
  });

export function toSuppressionResource(row: Suppression): z.input<typeof SuppressionResource> {
  const { id, channel, recipient, reason, note, deliveryId, createdAt } = row;
  return {
    id: showId("sup", id),
    channel,
    recipient,
    reason,
    note,
    deliveryId: showId("dlv", deliveryId),
    createdAt: showInstant(createdAt),
  };
}
