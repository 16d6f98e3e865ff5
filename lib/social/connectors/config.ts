import { sealedConfigs } from "@/lib/access";

/** For visits only: what is unsealed never leaves this room. */
export const { seal, unseal } = sealedConfigs("connector");
