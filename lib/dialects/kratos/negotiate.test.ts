import { describe, expect, it } from "vitest";
import { isBrowser, wantsJson, wantsJsonOnInit } from "./negotiate";

const withAccept = (accept: string | null, type?: string) =>
  new Headers({ ...(accept !== null && { accept }), ...(type && { "content-type": type }) });

describe("content negotiation", () => {
  it.each<[string | null, boolean, boolean, boolean]>([
    [null, false, true, false],
    ["", false, true, false],
    ["*/*", false, true, false],
    ["application/json", true, false, true],
    ["application/json, text/plain, */*", true, false, true],
    ["application/*", true, false, true],
    ["application/json;q=0.9, text/html;q=0.8", true, false, true],
    ["application/json ; q=0.9 , text/html;q=0.8", true, false, true],
    ["text/html;q=0.8, application/json;q=0.9", true, false, true],
    ["application/json;charset=utf-8", false, true, false],
    ["application/json, text/html;level=1", true, false, true],
    ["text/html, application/json", false, true, false],
    ["text/*", false, true, false],
    ["text/plain", false, true, false],
    ["application/vnd.api+json", false, true, false],
    ["application/json;q=0", false, true, false],
    ["application/json;q=2", false, true, false],
    ["\u00e9", false, true, false],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", false, true, false],
  ])("%s", (accept, json, browser, init) => {
    const headers = withAccept(accept);
    expect([wantsJson(headers), isBrowser(headers), wantsJsonOnInit(headers)]).toEqual([json, browser, init]);
  });

  it("a client with a JSON body wants JSON and can be a browser, but only with that exact content type", () => {
    const headers = withAccept("*/*", "application/json");
    expect([wantsJson(headers), isBrowser(headers), wantsJsonOnInit(headers)]).toEqual([true, true, false]);
    expect(wantsJson(withAccept("*/*", "application/json; charset=utf-8"))).toBe(false);
  });
});
