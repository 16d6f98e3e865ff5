import { sealedConfigs } from "@/lib/access";

/** For carriers only: what is unsealed never leaves this room. */
export const { seal, unseal } = sealedConfigs("provider");
