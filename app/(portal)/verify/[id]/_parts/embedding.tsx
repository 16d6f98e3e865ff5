import { receiptForReturn, statusOf } from "@/lib/verification";
import { EmbeddingMessages } from "./embedding-messages";
import type { VerificationView } from "./verification-view";

/** Tells an embedding site the state. Costs nothing unless the project allows one. */
export async function Embedding({
  id,
  verification: v,
  project,
}: Pick<VerificationView, "id" | "verification" | "project">) {
  const { allowedOrigins } = project.settings.embedding;
  if (allowedOrigins.length === 0) return null;
  const status = statusOf(v, v.now);
  const receipt = status === "verified" ? await receiptForReturn(v) : null;
  return <EmbeddingMessages id={id} status={status} receipt={receipt} allowedOrigins={allowedOrigins} />;
}
