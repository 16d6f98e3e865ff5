import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll } from "vitest";

/** Somebody else's login: a real server that publishes its keys, and signs what a test says. */
export interface ForeignLogin {
  issuer: string;
  jwksUrl: string;
  /** How often its keys were asked for. */
  asked: number;
  /** What it answers instead of its keys. */
  instead: { status: number; body: string } | null;
  rotate(): Promise<void>;
  sign(claims?: JWTPayload, header?: object): Promise<string>;
}

export const audience = "our-app";

/** Starts one for a test file. The issuer's name is its own, and need not be reachable. */
export function aForeignLogin(issuer: string): ForeignLogin {
  let key: { kid: string; privateKey: CryptoKey; publicKey: CryptoKey };
  let generation = 0;
  const login: ForeignLogin = {
    issuer,
    jwksUrl: "",
    asked: 0,
    instead: null,
    async rotate() {
      key = { kid: `key-${++generation}`, ...(await generateKeyPair("ES256")) };
    },
    sign(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: issuer, aud: audience, sub: "jane", iat: now, exp: now + 600, ...claims };
      return new SignJWT(JSON.parse(JSON.stringify(all)))
        .setProtectedHeader({ alg: "ES256", kid: key.kid, ...header })
        .sign(key.privateKey);
    },
  };
  const server = createServer(async (_, response) => {
    login.asked++;
    const jwk = { ...(await exportJWK(key.publicKey)), kid: key.kid, alg: "ES256", use: "sig" };
    const { status, body } = login.instead ?? { status: 200, body: JSON.stringify({ keys: [jwk] }) };
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  beforeAll(async () => {
    await login.rotate();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    login.jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => server.close());
  return login;
}
