import { z } from "zod";
import type { Receipt } from "@/lib/verification";
import { instant, showInstant } from "./fields";

export const ReceiptResource = z
  .strictObject({
    receipt: z.string().meta({
      description:
        "A JWS (compact serialization) with the type `verification-receipt+jwt`. Its claims and how to verify it: docs/receipts.md.",
      example:
        "eyJhbGciOiJFUzI1NiIsInR5cCI6InZlcmlmaWNhdGlvbi1yZWNlaXB0K2p3dCJ9.eyJzdWIiOiJ2ZXJf.c2lnbmF0dXJl",
    }),
    expiresAt: instant,
  })
  .meta({ id: "Receipt" });

export function toReceiptResource({ receipt, expiresAt }: Receipt): z.input<typeof ReceiptResource> {
  return { receipt, expiresAt: showInstant(expiresAt) };
}
