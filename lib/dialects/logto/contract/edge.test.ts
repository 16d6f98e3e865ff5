import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { send } from "./harness";

useTestDatabase();

describe("below /api", () => {
  it("an unknown path is plain text, as on the vendor's server", async () => {
    const { status, headers, body } = await send("GET", "/api/nothing/here");
    expect({ status, body, type: headers.get("content-type") }).toEqual({
      status: 404,
      body: "Not Found",
      type: "text/plain; charset=utf-8",
    });
    expect(headers.get("logto-core-request-id")).toBeTruthy();
  });
});
