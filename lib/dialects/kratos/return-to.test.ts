import { describe, expect, it } from "vitest";
import { dialectSettings } from "@/lib/projects";
import { readReturnTo } from "./return-to";

const { kratos } = dialectSettings.parse({
  kratos: {
    defaultReturnUrl: "https://app.example.com/home",
    allowedReturnUrls: [
      "https://app.example.com/in",
      "https://*.wild.example/x",
      "https://*.com",
      "https://*wild.example",
      "http://localhost:8080",
    ],
  },
});
const base = "https://verify.example.com";

describe("return_to", () => {
  it.each<[string, string | null]>([
    ["https://app.example.com/in", "https://app.example.com/in"],
    ["HTTPS://APP.example.com/inside?a=b#c", "HTTPS://APP.example.com/inside?a=b#c"],
    ["/in/x", "https://app.example.com/in/x"],
    ["https://app.example.com/in/\u00fc", "https://app.example.com/in/%C3%BC"],
    ["https://app.example.com\u3002evil.example/in", null],
    ["https://a.b.wild.example/x/y", "https://a.b.wild.example/x/y"],
    ["http://localhost:8080/anything", "http://localhost:8080/anything"],
    [
      "https://verify.example.com/self-service/verification/browser",
      "https://verify.example.com/self-service/verification/browser",
    ],
    ["http://app.example.com/in", null],
    ["https://app.example.com/", null],
    ["https://app.example.com:8443/in", null],
    ["https://app.example.com.evil.example/in", null],
    ["https://app.example.com@evil.example/in", null],
    ["https://user:pw@app.example.com/in", null],
    ["https://app.example.com\\@evil.example/in", null],
    ["//evil.example/in", null],
    ["/\\evil.example/in", null],
    ["https://evil.com/", null],
    ["https://evilwild.example/x", null],
    ["https://wild.example/x", null],
    ["https://app.example.com/in/../admin", null],
    ["https://app.example.com/in/%2e%2e/admin", null],
    ["javascript:alert(1)//https://app.example.com/in", null],
    ["data:text/html,x", null],
    ["https://app.example.com/in\n", null],
    ["https://verify.example.com/", null],
  ])("%s", (text, url) => {
    const read = readReturnTo(text, kratos, base);
    expect("url" in read ? read.url : null).toBe(url);
  });
});
