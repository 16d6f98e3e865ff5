import {
  type Client,
  checkCode,
  listVerifications,
  ProblemError,
  startVerification,
} from "@countersign/client";

const purpose = "authenticate";

/**
 * Sign-in by phone for Better Auth: `betterAuth({ plugins: [phoneNumber(codesByCountersign(client))] })`. Countersign makes,
 * sends and checks the codes, so Better Auth's own are not used.
 */
export function codesByCountersign(client: Client) {
  return {
    async sendOTP({ phoneNumber }: { phoneNumber: string }): Promise<void> {
      await startVerification(client, { phone: phoneNumber, purpose });
    },
    async verifyOTP({ phoneNumber, code }: { phoneNumber: string; code: string }): Promise<boolean> {
      // A new verification replaces the one before, so at most one is pending.
      const pending = await listVerifications(client, {
        phone: phoneNumber,
        purpose,
        status: "pending",
        limit: 1,
      });
      const [verification] = pending.data;
      if (!verification) return false;
      try {
        await checkCode(client, { id: verification.id, code });
        return true;
      } catch (error) {
        if (error instanceof ProblemError) return false;
        throw error;
      }
    },
  };
}
