import { expect, test } from "vitest";
import { orderOf } from "./provider-order";
import type { ProviderRow } from "./repository";

function aRow(kind: string, over: Partial<ProviderRow> = {}): ProviderRow {
  return {
    id: kind,
    projectId: "p",
    kind,
    name: kind,
    channels: kind === "inbox" ? ["email", "sms"] : ["email"],
    position: 0,
    channelPositions: {},
    config: {},
    secrets: null,
    isEnabled: true,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    ...over,
  };
}

const kinds = (rows: ProviderRow[]) => rows.map((row) => row.id);

test("the inbox gets only messages that no other provider supports", () => {
  const enabled = [aRow("inbox"), aRow("smtp"), aRow("smtp", { id: "second" })];
  expect(kinds(orderOf(enabled, "email"))).toEqual(["smtp", "second"]);
  expect(kinds(orderOf(enabled, "sms"))).toEqual(["inbox"]);
});

test("without a provider the order is empty", () => {
  expect(orderOf([], "email")).toEqual([]);
  expect(orderOf([aRow("smtp")], "sms")).toEqual([]);
});

test("a kind that this version does not know is not used", () => {
  expect(orderOf([aRow("pigeon")], "email")).toEqual([]);
});

test("the order can differ by channel", () => {
  const enabled = [
    aRow("smtp", { position: 0, channelPositions: { email: 2 } }),
    aRow("http", { position: 1, channels: ["email", "sms"] }),
  ];
  expect(kinds(orderOf(enabled, "email"))).toEqual(["http", "smtp"]);
});
