import { describe, expect, it } from "vitest";
import { escapeHtml, fillTemplate } from "./fill-template";

describe("a template's slots", () => {
  it.each<[string, object, string]>([
    ["{{code}}", { code: "123456" }, "123456"],
    ["{{ code }} {{code}}", { code: "1" }, "1 1"],
    ["{{application.name}}", { application: { name: "Shop" } }, "Shop"],
    // The vendor treats these differently: an unknown root, and an unknown member of a known root.
    ["{{application.name}}", {}, "{{application.name}}"],
    ["{{application.none}}!", { application: { name: "Shop" } }, "!"],
    ["{{application.a.b}}!", { application: {} }, "!"],
    ["{{user.constructor}}!", { user: {} }, "!"],
    ["{{constructor}}", {}, "{{constructor}}"],
    ["{{user.profile}}", { user: { profile: { a: 1 } } }, '{"a":1}'],
    ["{code} {{ }} {{co-de}}", { code: "1" }, "{code} {{ }} {{co-de}}"],
  ])("%s", (template, payload, expected) => {
    expect(fillTemplate(template, payload)).toBe(expected);
  });

  it("escapes a person's name in HTML", () => {
    const user = { name: `<img src=x onerror="a('b')">&` };
    expect(fillTemplate("<b>{{user.name}}</b>", { user }, escapeHtml)).toBe(
      "<b>&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;</b>",
    );
  });
});
