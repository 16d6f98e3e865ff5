import { expect, it } from "vitest";
import { type PageAction, type RiskFacts, type RiskLevel, riskOf } from "./risk-of";

const chrome =
  "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
const nothing: RiskFacts = {
  sendsFromAddress: 0,
  sendsFromNetwork: 0,
  wrongCodesFromNetwork: 0,
  findings: 0,
  userAgent: chrome,
};

it.each<[level: RiskLevel, action: PageAction, facts: Partial<RiskFacts>]>([
  [0, "send", {}],
  [0, "send", { sendsFromAddress: 9, sendsFromNetwork: 49, findings: 19, wrongCodesFromNetwork: 1000 }],
  [1, "send", { sendsFromAddress: 10 }],
  [1, "send", { sendsFromNetwork: 50 }],
  [2, "send", { sendsFromNetwork: 150 }],
  [1, "send", { findings: 20 }],
  [3, "send", { sendsFromAddress: 30, sendsFromNetwork: 150, findings: 100 }],
  [1, "send", { userAgent: null }],
  [1, "send", { userAgent: "curl/8.5.0" }],
  [2, "send", { userAgent: "python-requests/2.32", sendsFromAddress: 10 }],
  [0, "check", { wrongCodesFromNetwork: 19, sendsFromAddress: 1000, userAgent: null }],
  [1, "check", { wrongCodesFromNetwork: 20 }],
  [3, "check", { wrongCodesFromNetwork: 200 }],
])("the level is %i to %s with %o", (level, action, facts) => {
  expect(riskOf(action, { ...nothing, ...facts })).toBe(level);
});
