import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { forgetHosts, updateProject } from "@/lib/projects";
import { anApp, type Method, type TestApp, type TestResponse, useWorker } from "./harness";

useTestDatabase();
useWorker();

let app: TestApp;
beforeAll(async () => {
  app = await anApp();
  await app.identity({ email: "verifyme@ory.sh" });
});

const texts = [
  "",
  " ",
  "null",
  "[]",
  "[[]]",
  '"',
  '{"a":',
  "{}",
  "\0",
  '{"email":"\\u0000","method":"code"}',
  '{"email":"\\ud800@x","method":"code"}',
  '{"email":{"a":1},"method":"code"}',
  '{"email":["a@b.example"],"method":["code"]}',
  '{"code":{},"method":"code"}',
  '{"code":1e400,"method":"code"}',
  '{"code":"\\u0000"}',
  `{"code":"${"1".repeat(100_000)}"}`,
  '{"__proto__":{"email":"a@b.example"},"method":"code"}',
  '{"constructor":1,"method":"code","email":"a@b.example"}',
  '{"method":"code","email":"a@b.example","transient_payload":"x"}',
  '{"method":"code","code":"1","transient_payload":{"__proto__":{"x":1}}}',
  "method=code&email=%00&email=a",
  "%",
  "a=b=c&&&=",
  '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b\r\n--x--',
  '{"schema_id":1,"traits":[]}',
  '{"traits":null}',
  '{"traits":{"email":null}}',
  '{"traits":{"email":"a@b.example","__proto__":1}}',
  '{"traits":{"email":"a@b.example"},"verifiable_addresses":[null]}',
  '{"traits":{"email":"a@b.example"},"verifiable_addresses":{}}',
  '{"traits":{"email":"@"},"state":"asleep"}',
  '[{"op":"replace","path":"/traits","value":null}]',
  '[{"op":"add","path":"/traits/email","value":{"a":1}}]',
  '[{"op":"add","path":"/verifiable_addresses/-","value":1}]',
  '[{"op":"remove","path":"/verifiable_addresses"}]',
  '[{"op":"copy","from":"/traits","path":"/traits/a/b"}]',
];
const types = [
  "application/json",
  "application/json; charset=utf-8",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain",
  "",
];
const accepts = ["", "*/*", "application/json", ";q=", "text/html;q=0.1.2, application/json;q=x"];
const queries = [
  "",
  "&code=%00",
  "&token=%ff",
  "&code=1&code=2",
  "&method=code&email=%F0%9F%98%80",
  "&flow=x",
];

/** Never a 5xx, an HTML page or an empty response. */
function expectSound(answer: TestResponse, what: string): void {
  expect([what, answer.status < 500]).toEqual([what, true]);
  const type = answer.headers.get("content-type") ?? "";
  const isPage = type.startsWith("text/html") && answer.status !== 303;
  expect([what, isPage]).toEqual([what, false]);
  expect([what, answer.body === ""]).toEqual([what, answer.status === 204]);
}

describe("hostile input", () => {
  it("to a flow", async () => {
    for (const use of ["code", "link"] as const) {
      await app.set({ use, linkEnabled: true });
      for (const [i, text] of texts.entries()) {
        const flow = await app.apiFlow();
        for (const [j, type] of types.entries()) {
          const query = queries[(i + j) % queries.length]!;
          const accept = accepts[(i * 3 + j) % accepts.length]!;
          const path = `/self-service/verification?flow=${flow.id}${query}`;
          const headers = { ...(type && { "content-type": type }), ...(accept && { accept }) };
          expectSound(
            await app.send("POST", path, { text, headers }),
            `${use} ${text.slice(0, 80)} ${type} ${query}`,
          );
          expectSound(await app.send("GET", path, { headers }), `${use} GET ${query} ${accept}`);
        }
        expectSound(await app.json("GET", `/self-service/verification/flows?id=${flow.id}`), "read");
      }
    }
    await app.set({ use: "code" });
  });

  it("to the admin API", async () => {
    const { id } = await app.identity({ email: "hostile@ory.sh" });
    const headers = { authorization: `Bearer ${app.key}`, "content-type": "application/json" };
    const paths = [
      "/admin/identities",
      `/admin/identities/${id}`,
      "/admin/identities/%00",
      "/admin/courier/messages/%ff",
    ];
    const methods: Method[] = ["GET", "POST", "PUT", "PATCH"];
    for (const path of paths)
      for (const method of methods)
        for (const text of texts)
          expectSound(
            await app.send(method, path, { text, headers }),
            `${method} ${path} ${text.slice(0, 80)}`,
          );
    expect((await app.admin("GET", `/identities/${id}`)).status).toBe(200);
  });

  it("callers in one network do not use up the limit of another", async () => {
    const own = await anApp();
    await updateProject(own.project.id, { settings: { ...own.project.settings, requestsPerMinute: 3 } });
    forgetHosts();
    const from = async (peer: string) =>
      (await own.json("GET", "/self-service/verification/api", undefined, { "x-countersign-peer": peer }))
        .status;
    const first = [];
    for (let i = 0; i < 5; i++) first.push(await from("192.0.2.1"));
    expect(first).toContain(429);
    expect(await from("198.51.100.1")).toBe(200);
  });
});
