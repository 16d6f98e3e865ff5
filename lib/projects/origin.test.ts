import { expect, test } from "vitest";
import { originEntry } from "./origin";

test.each([
  ["https://shop.example.com", "https://shop.example.com"],
  ["HTTPS://Shop.example.com:443/", "https://shop.example.com"],
  ["http://localhost:4000", "http://localhost:4000"],
  ["http://[::1]:4000", "http://[::1]:4000"],
])("%s is an origin", (text, origin) => expect(originEntry.parse(text)).toBe(origin));

test.each([
  "http://shop.example.com",
  "https://*.example.com",
  "https://shop.example.com/checkout",
  "https://shop.example.com?x",
  "https://shop.example.com; script-src *",
  "https://shop.example.com https://evil.example",
  "https://u:p@shop.example.com",
  "https://",
  "null",
  "*",
  "javascript://x",
  "data:text/html,x",
  "com.example.app:/x",
])("%s is not", (text) => expect(originEntry.safeParse(text).success).toBe(false));
