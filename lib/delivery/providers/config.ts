import { sealedConfigs } from "@/lib/access";

/** For opening providers only. Decrypted values must not leave this module. */
export const { seal, unseal } = sealedConfigs("provider");
