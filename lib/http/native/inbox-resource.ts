import { z } from "zod";
import { channels } from "@/lib/projects";
import type { InboxMessage } from "@/lib/verification";
import { instant, showId, showInstant, shownId } from "./fields";

export const InboxMessageResource = z
  .strictObject({
    id: shownId("dlv").meta({ description: "The id of the delivery." }),
    verificationId: shownId("ver").nullable(),
    channel: z.enum(channels),
    to: z.string(),
    subject: z.string().nullable().meta({ description: "Null for SMS." }),
    text: z.string(),
    html: z.string().nullable().meta({ description: "Null for SMS." }),
    code: z.string().nullable().meta({
      description:
        "The code in the message, so tests do not have to parse it. Null if the person has changed the address since: the old code can no longer be derived.",
    }),
    link: z.string().nullable().meta({ description: "The link in the message. Null for SMS." }),
    createdAt: instant,
  })
  .meta({
    id: "InboxMessage",
    example: {
      id: "dlv_01jdkm8v1fe2r8zq4s5t6v7w8x",
      verificationId: "ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
      channel: "email",
      to: "jane@example.com",
      subject: "123456 is your code for Acme",
      text: "Confirm your email address\n\n    123456\n…",
      html: "<!DOCTYPE html>…",
      code: "123456",
      link: "http://localhost:3000/verify/link#AZSD…",
      createdAt: "2026-01-31T09:30:00.000Z",
    },
  });

export function toInboxMessageResource(message: InboxMessage): z.input<typeof InboxMessageResource> {
  return {
    id: showId("dlv", message.id),
    verificationId: showId("ver", message.verificationId),
    channel: message.channel,
    to: message.to,
    subject: message.subject,
    text: message.text,
    html: message.html,
    code: message.code,
    link: message.link,
    createdAt: showInstant(message.createdAt),
  };
}
