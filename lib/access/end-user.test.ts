import { describe, expect, it } from "vitest";
import { addressKey, addressOf, networkKey } from "./end-user";

describe("the keys of an address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7", "203.0.113.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"],
    ["2001:DB8:0001:0000::9", "2001:db8:1:0::/64", "2001:db8:1::/48"],
    ["::1", "0:0:0:0::/64", "0:0:0::/48"],
    ["2001:db8::", "2001:db8:0:0::/64", "2001:db8:0::/48"],
    ["fe80::1%eth0", "fe80:0:0:0::/64", "fe80:0:0::/48"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64", "64:ff9b:0::/48"],
  ])("%s", (ip, address, network) => {
    expect([addressKey(ip), networkKey(ip)]).toEqual([address, network]);
  });

  it.each([null, "", "example.com", "203.0.113", "203.0.113.7:80", "[::1]"])("%s is no address", (ip) => {
    expect([addressKey(ip), networkKey(ip)]).toEqual([null, null]);
  });
});

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8::1", "2001:db8::1"],
  ["127.0.0.1", null],
  ["10.1.2.3", null],
  ["192.168.0.9", null],
  ["172.31.0.1", null],
  ["172.32.0.1", "172.32.0.1"],
  ["::1", null],
  ["fd00::1", null],
  ["fe80::1", null],
  ["someone", null],
])("%s says where the person is: %s", (ip, address) => {
  expect(addressOf({ ip, userAgent: null, deviceId: null })).toBe(address);
});
