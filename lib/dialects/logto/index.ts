export { accountRoute } from "./account/cross-origin";
export { accountGate } from "./account/gates";
export { linkIdentity, linkRefusals, unlinkIdentity, unlinkRefusals } from "./account/identities";
export { removePrimary, removePrimaryRefusals, setPrimary, setPrimaryRefusals } from "./account/primary";
export { readAccount } from "./account/read-account";
export {
  checkCodeRecord,
  checkCodeRecordRefusals,
  provePasswordRecord,
  provePasswordRefusals,
  startCodeRecord,
  startCodeRefusals,
} from "./account/records";
export {
  CheckCodeBody,
  FinishSocialBody,
  IdentityBody,
  PrimaryEmailBody,
  PrimaryPhoneBody,
  ProvePasswordBody,
  StartCodeBody,
  StartSocialBody,
} from "./account/requests";
export {
  AccountResource,
  NewRecord,
  NewSocialRecord,
  RecordReference,
  toNewRecord,
  toReference,
} from "./account/resources";
export {
  finishSocialRecord,
  finishSocialRecordRefusals,
  startSocialRecord,
  startSocialRecordRefusals,
} from "./account/social-records";
export {
  AuthorizationUriBody,
  authorizationUriOf,
  authorizationUriRefusals,
} from "./connectors/authorization-uri";
export { ChangeConnectorBody, changeConnector, changeConnectorRefusals } from "./connectors/change";
export {
  CreateConnectorBody,
  createConnectorRefusals,
  ListConnectorsQuery,
  makeConnector,
} from "./connectors/create";
export { factoriesOf, findFactory, showFactory } from "./connectors/factories";
export { removeConnector } from "./connectors/remove";
export { findFound, listFound, showConnector } from "./connectors/resource";
export { TestConnectorBody, testConnectorRefusals, testFactory } from "./connectors/test-send";
export { ConnectorResource, FactoryResource } from "./connectors/wire-resources";
export { accountEndpoint, logtoEndpointFor, managementEndpoint, notFound, route } from "./endpoint";
export { no } from "./errors";
export { RequestCodeBody, requestCode, VerifyCodeBody, verifyCode } from "./management/verification-codes";
export { checkCodeRefusals } from "./sending/say-check";
export { sendCodeRefusals } from "./sending/send-code";
