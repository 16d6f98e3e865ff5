import { describe, expect, it } from "vitest";
import { allowedReturnUrl, opensApp, returnUrlEntry, withResult } from "./return-url";

const allowed = ["https://app.example.com/done", "http://localhost:4000/back"];

describe("return URLs", () => {
  it("an exact match is allowed, after normalization by the URL parser", () => {
    expect(allowedReturnUrl(allowed, "https://app.example.com/done")).toBe("https://app.example.com/done");
    expect(allowedReturnUrl(allowed, "HTTPS://APP.example.com:443/done")).toBe(
      "https://app.example.com/done",
    );
  });

  it.each([
    "https://app.example.com/done/",
    "https://app.example.com/done?x=1",
    "https://app.example.com/done#x",
    "https://app.example.com.evil.example/done",
    "https://app.example.com@evil.example/done",
    "https://evil.example/https://app.example.com/done",
    "http://app.example.com/done",
    "//app.example.com/done",
    "/done",
    "https:\\\\app.example.com\\done",
    "https://app.example.com/done\r\nset-cookie: a=b",
    "https://app.example.com/x/../done/..",
    "https://app%2eexample.com:444/done",
    "javascript:alert(1)",
    "data:text/html,x",
    "com.example.app:/done?x=1",
    "https://аpp.example.com/done",
    " https://app.example.com/done",
    "",
  ])("%j is not", (asked) => expect(allowedReturnUrl(allowed, asked)).toBeNull());

  it.each([
    "http://app.example.com/",
    "https://*.example.com/",
    "https://u:p@example.com/",
    "ftp://example.com/",
    "https://example.com/#a",
    "nonsense",
    "javascript:alert(1)",
    "JavaScript://a.example/%0aalert(1)",
    "data:text/html,x",
    "data:/x.y",
    "file:///etc/passwd",
    "intent://x.y/#Intent;end",
    "blob:https://example.com/x",
    "myapp://done",
    "com.example.app:done",
    "com.example.app:/done#a",
    "com.example.app://u:p@x/done",
  ])("%j cannot be listed", (entry) => expect(returnUrlEntry.safeParse(entry).success).toBe(false));

  it("an app's scheme is one that contains a dot", () => {
    const entries = ["com.example.app:/done", "com.example.app://verify/done", "com.example-1.app:///done"];
    for (const entry of entries) {
      expect(returnUrlEntry.parse(entry)).toBe(entry);
      expect(allowedReturnUrl(entries, entry)).toBe(entry);
      expect(opensApp(entry)).toBe(true);
    }
    expect(opensApp("https://app.example.com/done")).toBe(false);
    expect(withResult(entries[0]!, { verificationId: "ver_1", result: "verified", receipt: "a.b.c" })).toBe(
      "com.example.app:/done?verification_id=ver_1&result=verified&receipt=a.b.c",
    );
  });

  it("the result is added to the allowed query, and cannot be preset", () => {
    expect(
      withResult("https://a.example/?a=1&result=verified", {
        verificationId: "ver_1",
        result: "expired",
        receipt: null,
      }),
    ).toBe("https://a.example/?a=1&result=expired&verification_id=ver_1");
  });
});
