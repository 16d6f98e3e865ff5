import type { Channel } from "@/lib/projects";

/** The vendor's channels that exist here. `auto` sends an SMS, or an email. */
export const channelNames = ["sms", "call", "email", "whatsapp", "auto"] as const;
export type ChannelName = (typeof channelNames)[number];

/** Undefined: the recipient's usual one. */
export const channelOf: Record<ChannelName, Channel | undefined> = {
  sms: "sms",
  call: "voice",
  email: "email",
  whatsapp: "whatsapp",
  auto: undefined,
};

export const nameOf: Record<Channel, Exclude<ChannelName, "auto">> = {
  sms: "sms",
  voice: "call",
  email: "email",
  whatsapp: "whatsapp",
};

/** In `send_code_attempts`, the vendor's examples write the first three in upper case, and `whatsapp` in lower case. */
export const nameInAttempts: Record<Channel, string> = {
  sms: "SMS",
  voice: "CALL",
  email: "EMAIL",
  whatsapp: "whatsapp",
};
