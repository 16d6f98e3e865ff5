import { sealedConfigs } from "@/lib/access";

/** For authorization requests only. Decrypted values must not leave this module. */
export const { seal, unseal } = sealedConfigs("connector");
