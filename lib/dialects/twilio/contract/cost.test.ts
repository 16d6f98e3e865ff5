import { describe, expect, it } from "vitest";
import { recordStatements, useTestDatabase } from "@/lib/db/testing";
import { find } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext } from "@/lib/verification/testing";
import { fromSid } from "../sids";
import { aClient, aService, someNumber } from "./harness";

useTestDatabase();

const statements = recordStatements();

describe("the busiest calls", () => {
  it("take as many statements as native ones: one to start, one for a right code", async () => {
    const client = await aClient();
    const { sid } = await aService(client);
    const counted = async (path: string, form: Record<string, string>) => {
      statements.length = 0;
      const { body } = await client.call("POST", `/Services/${sid}/${path}`, { form });
      // Request limits lease in the background, once a minute.
      const count = statements.filter((text) => text.includes(`"verifications"`)).length;
      return { body, count };
    };
    // What is cached for seconds (key, project, providers) is loaded before the count.
    await counted("Verifications", { To: someNumber(), Channel: "sms" });

    const To = someNumber();
    const started = await counted("Verifications", { To, Channel: "sms" });
    expect(started.count).toBe(1);
    const found = await find(aContext(client.project), fromSid("VE", started.body.sid)!);
    if (!found.ok) throw new Error(found.refusal.code);
    const checked = await counted("VerificationCheck", { To, Code: codeOf(found.value) });
    expect(checked.body.status).toBe("approved");
    expect(checked.count).toBe(1);
  });
});
