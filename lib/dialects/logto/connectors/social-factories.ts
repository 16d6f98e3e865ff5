import { z } from "zod/v3";
import { type Config, configOf, type SocialFactory, text, url } from "./factory";

const client = { clientId: text, clientSecret: text, scope: text.optional() };
const secrets = ["clientSecret"];

const scopeOf = ({ scope }: Config) =>
  typeof scope === "string" && scope.trim() ? { scope: scope.trim() } : {};
const credentialsOf = (config: Config) => ({
  clientId: config.clientId,
  ...(typeof config.clientSecret === "string" && { clientSecret: config.clientSecret }),
  ...scopeOf(config),
});

/** How the client secret is sent, in the vendor's configs and in ours. */
const authentications: Record<string, string> = { client_secret_post: "post", client_secret_basic: "basic" };

type Plain = Pick<SocialFactory, "id" | "target" | "name" | "kind" | "toConfig">;

const plain = (given: Plain): SocialFactory => ({
  type: "Social",
  description: `Signs people in with ${given.name}.`,
  schema: configOf(client),
  isStandard: false,
  secrets,
  ...given,
});

/** A company that publishes its OpenID Connect metadata at its issuer. */
const discovered = (id: string, target: string, name: string, issuer: string): SocialFactory =>
  plain({
    id,
    target,
    name,
    kind: "oidc",
    toConfig: (config) => ({ issuer, clientAuthentication: "post", ...credentialsOf(config) }),
  });

const google = plain({
  id: "google-universal",
  target: "google",
  name: "Google",
  kind: "google",
  toConfig(config) {
    // Our connector takes one prompt: the first that it supports.
    const prompts = Array.isArray(config.prompts) ? config.prompts : [];
    const prompt = prompts.find((one) => one === "select_account" || one === "consent");
    return { ...credentialsOf(config), ...(prompt && { prompt }) };
  },
});

const github = plain({
  id: "github-universal",
  target: "github",
  name: "GitHub",
  kind: "github",
  toConfig: credentialsOf,
});

const azure: SocialFactory = {
  ...plain({
    id: "azuread-universal",
    target: "azuread",
    name: "Microsoft",
    kind: "microsoft",
    toConfig: ({ clientId, clientSecret, tenantId }) => ({ clientId, clientSecret, tenant: tenantId }),
  }),
  schema: configOf({ clientId: text, clientSecret: text, cloudInstance: text, tenantId: text }),
};

const discord = plain({
  id: "discord-universal",
  target: "discord",
  name: "Discord",
  kind: "oauth2",
  toConfig: (config) => ({
    authorizationEndpoint: "https://discord.com/oauth2/authorize",
    tokenEndpoint: "https://discord.com/api/oauth2/token",
    userInfoEndpoint: "https://discord.com/api/users/@me",
    scope: "identify email",
    ...credentialsOf(config),
    nameMember: "username",
    emailVerifiedMember: "verified",
  }),
});

const facebook = plain({
  id: "facebook-universal",
  target: "facebook",
  name: "Facebook",
  kind: "oauth2",
  toConfig: (config) => ({
    authorizationEndpoint: "https://www.facebook.com/v21.0/dialog/oauth",
    tokenEndpoint: "https://graph.facebook.com/v21.0/oauth/access_token",
    userInfoEndpoint: "https://graph.facebook.com/v21.0/me?fields=id,name,email,picture",
    scope: "email,public_profile",
    ...credentialsOf(config),
    avatarMember: "picture.data.url",
  }),
});

const x = plain({
  id: "x-universal",
  target: "x",
  name: "X",
  kind: "oauth2",
  toConfig: (config) => ({
    authorizationEndpoint: "https://x.com/i/oauth2/authorize",
    tokenEndpoint: "https://api.x.com/2/oauth2/token",
    userInfoEndpoint: "https://api.x.com/2/users/me?user.fields=profile_image_url",
    clientAuthentication: "basic",
    scope: "tweet.read users.read",
    ...credentialsOf(config),
    subjectMember: "data.id",
    nameMember: "data.name",
    avatarMember: "data.profile_image_url",
  }),
});

const oidc: SocialFactory = {
  ...plain({
    id: "oidc",
    target: "oidc",
    name: "OIDC",
    kind: "oidc",
    // Our connector gets keys and endpoints from the issuer's metadata. Without an issuer, tokens could not be validated.
    toConfig(config) {
      const { issuer } = (config.idTokenVerificationConfig ?? {}) as { issuer?: unknown };
      const scope = new Set(["openid", ...String(config.scope ?? "").split(" ")].filter(Boolean));
      if (typeof issuer !== "string") return null;
      return {
        ...credentialsOf(config),
        issuer,
        scope: [...scope].join(" "),
        clientAuthentication: authentications[String(config.tokenEndpointAuthMethod)] ?? "post",
      };
    },
  }),
  isStandard: true,
  schema: configOf({
    authorizationEndpoint: url,
    tokenEndpoint: url,
    clientId: text,
    clientSecret: text,
    scope: text.optional(),
    idTokenVerificationConfig: z.object({ jwksUri: url, issuer: text.optional() }).passthrough(),
  }),
};

const oauth2: SocialFactory = {
  ...plain({
    id: "oauth2",
    target: "oauth2",
    name: "OAuth 2.0",
    kind: "oauth2",
    toConfig(config) {
      const map = (config.profileMap ?? {}) as Record<string, string | undefined>;
      return {
        ...credentialsOf(config),
        authorizationEndpoint: config.authorizationEndpoint,
        tokenEndpoint: config.tokenEndpoint,
        userInfoEndpoint: config.userInfoEndpoint,
        clientAuthentication: authentications[String(config.tokenEndpointAuthMethod)] ?? "post",
        subjectMember: map.id ?? "id",
        nameMember: map.name ?? "name",
        emailMember: map.email ?? "email",
        avatarMember: map.avatar ?? "avatar",
      };
    },
  }),
  isStandard: true,
  schema: configOf({ authorizationEndpoint: url, tokenEndpoint: url, userInfoEndpoint: url, ...client }),
};

const mock: SocialFactory = {
  ...plain({
    id: "mock-social-connector",
    target: "mock-social",
    name: "Mock Social",
    kind: "echo",
    toConfig: () => ({ authorizationEndpoint: "http://mock-social/", issuer: "http://mock-social" }),
  }),
  isTest: true,
};

export const socialFactories: readonly SocialFactory[] = [
  google,
  github,
  azure,
  facebook,
  discord,
  x,
  discovered("gitlab-universal", "gitlab", "GitLab", "https://gitlab.com"),
  discovered("linkedin-universal", "linkedin", "LinkedIn", "https://www.linkedin.com/oauth"),
  discovered("slack-universal", "slack", "Slack", "https://slack.com"),
  oidc,
  oauth2,
  mock,
];

/** The vendor's factory for a connector that was not created by this API, by our kind. */
export function factoryOfKind(kind: string): SocialFactory {
  const found = [google, github, azure, oidc, oauth2].find((factory) => factory.kind === kind);
  return found ?? oauth2;
}
