import { describe, expect, it } from "vitest";
import { kratosSettings } from "./kratos";

describe("a project's settings for the Kratos dialect", () => {
  it.each<[string, unknown]>([
    ["uiUrl", "https://ui.example.com/verify?theme=dark"],
    ["uiUrl", "/my/page"],
    ["errorUiUrl", null],
    [
      "allowedReturnUrls",
      ["https://app.example.com", "https://*.app.example.com/in", "http://localhost:3000"],
    ],
    ["hosts", ["verify.example.com", "localhost:4433"]],
    ["maxSubmissions", 255],
  ])("takes %s %j", (name, value) => {
    expect(kratosSettings.parse({ [name]: value })).toMatchObject({ [name]: value });
  });

  it.each<[string, unknown]>([
    ["uiUrl", "//evil.example"],
    ["uiUrl", "/\\evil.example"],
    ["uiUrl", "javascript:alert(1)"],
    ["defaultReturnUrl", "/relative"],
    ["defaultReturnUrl", "data:text/html,x"],
    ["allowedReturnUrls", ["app.example.com"]],
    ["allowedReturnUrls", ["https://user@app.example.com"]],
    ["allowedReturnUrls", ["javascript://app.example.com"]],
    ["hosts", ["Verify.example.com"]],
    ["hosts", ["https://verify.example.com"]],
    ["maxSubmissions", 256],
    ["flowLifetimeSeconds", 0],
    ["use", "password"],
    ["lifespan", 60],
  ])("refuses %s %j", (name, value) => {
    expect(kratosSettings.safeParse({ [name]: value }).success).toBe(false);
  });
});
