import { describe, expect, it } from "vitest";
import { escapeHtml, fillTemplate } from "./fill-template";

describe("a template's slots", () => {
  it.each<[string, object, string]>([
    ["{{code}}", { code: "123456" }, "123456"],
    ["{{ code }} {{code}}", { code: "1" }, "1 1"],
    ["{{application.name}}", { application: { name: "Shop" } }, "Shop"],
    // The vendor's two ways of missing: a root that is not there, and a member of one that is.
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

  it("a person's name stays text in HTML", () => {
    const user = { name: `<img src=x onerror="a('b')">&` };
    expect(fillTemplate("<b>{{user.name}}</b>", { user }, escapeHtml)).toBe(
      "<b>&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;</b>",
    );
  });
});
