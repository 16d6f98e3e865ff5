import type { Ctx } from "@/lib/access";
import { deleteProvider } from "@/lib/delivery";
import { ok, type Result } from "@/lib/result";
import { deleteConnector } from "@/lib/social";
import { changeSettings } from "../change-settings";
import { type LogtoError, logtoError } from "../errors";
import { removeProviderChannel } from "./remove-same-type";
import { findFound } from "./resource";

/** Deletes a connector. A provider that was not created by this API only loses the channel. */
export async function removeConnector(
  ctx: Ctx,
  id: string,
): Promise<Result<undefined, LogtoError<"entity.not_found">>> {
  const found = await findFound(ctx.project, id);
  switch (found?.sort) {
    case undefined:
      return logtoError("entity.not_found", { status: 404 });
    case "message":
      if (found.connector.providerId !== null) await deleteProvider(ctx, found.connector.providerId);
      await changeSettings(ctx, ({ messageConnectors }) => ({
        messageConnectors: messageConnectors.filter((one) => one.id !== id),
      }));
      return ok(undefined);
    case "provider":
      await removeProviderChannel(ctx, found.provider, found.type === "Email" ? "email" : "sms");
      return ok(undefined);
    case "social":
      await deleteConnector(ctx, found.connector.id);
      return ok(undefined);
  }
}
