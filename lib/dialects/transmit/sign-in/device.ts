import type { Ctx } from "@/lib/access";
import type { ClientAttributes } from "../wire/sign-in-bodies";

/** Limits and rules against fraud count the person's device, if the backend tells it. */
export function onDevice(ctx: Ctx, device: ClientAttributes): Ctx {
  if (!device) return ctx;
  return {
    ...ctx,
    endUser: { ip: device.ip_address ?? null, userAgent: device.user_agent ?? null, deviceId: null },
  };
}
