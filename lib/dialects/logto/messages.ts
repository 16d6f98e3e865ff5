/*
 * Logto's error codes and their English texts. Both are part of the vendor's API: clients compare the codes
 * and show the texts. `{{slots}}` are filled from the refusal. As with the vendor, a slot without a value stays as it is.
 */

const verificationRestart =
  "The verification was not successful. Restart the verification flow and try again.";

export const messages = {
  "verification_code.phone_email_empty": "Both phone and email are empty.",
  "verification_code.not_found": "Verification code not found. Please send verification code first.",
  "verification_code.phone_mismatch": "Phone mismatch. Please request a new verification code.",
  "verification_code.email_mismatch": "Email mismatch. Please request a new verification code.",
  "verification_code.code_mismatch": "Invalid verification code.",
  "verification_code.expired": "Verification code has expired. Please request a new verification code.",
  "verification_code.exceed_max_try":
    "Verification code retries limitation exceeded. Please request a new verification code.",

  "verification_record.not_found": "Verification record not found.",
  "verification_record.permission_denied": "Permission denied, please re-authenticate.",

  "oidc.invalid_client": "Client is invalid.",
  "oidc.invalid_request": "Request is invalid.",
  "oidc.invalid_redirect_uri": "`redirect_uri` did not match any of the client's registered `redirect_uris`.",
  "oidc.unsupported_response_type": "Unsupported `response_type` requested.",

  "session.not_found": "Session not found. Please go back and sign in again.",
  "session.interaction_not_found":
    "Interaction session not found. Please go back and start the session again.",
  "session.verification_session_not_found": verificationRestart,
  "session.verification_failed": verificationRestart,
  "session.verification_blocked_too_many_attempts":
    "Too many attempts in a short time. Please try again {{relativeTime}}.",
  "session.invalid_connector_id": "Unable to find available connector with id {{connectorId}}.",
  "session.insufficient_info": "Insufficient sign-in info.",
  "session.invalid_credentials": "Incorrect account or password. Please check your input.",
  "session.connector_validation_session_not_found":
    "The connector session for token validation is not found.",
  "session.identifier_not_found": "User identifier not found. Please go back and sign in again.",
  "session.invalid_interaction_type":
    "This operation is not supported for the current interaction. Please initiate a new session.",
  "session.not_supported_for_forgot_password": "This operation is not supported for forgot password.",
  "session.identity_conflict":
    "Identity mismatch detected. Please initiate a new session to proceed with a different identity.",
  "session.captcha_required": "Captcha is required.",
  "session.captcha_failed": "Captcha verification failed.",
  "session.csrf_token_mismatch": "CSRF token mismatch.",
  "session.email_blocklist.email_not_allowed":
    'The email address "{{email}}" is restricted. Please choose a different one.',
  "session.email_blocklist.email_subaddressing_not_allowed": "Email subaddressing is not allowed.",
  "session.email_blocklist.invalid_email": "Invalid email address.",

  "auth.authorization_header_missing": "Authorization header is missing.",
  "auth.authorization_token_type_not_supported": "Authorization type is not supported.",
  "auth.unauthorized": "Unauthorized. Please check credentials and its scope.",
  "auth.forbidden": "Forbidden. Please check your user roles and permissions.",
  "auth.jwt_sub_missing": "Missing `sub` in JWT.",
  "auth.third_party_application_forbidden":
    "Third-party applications cannot modify account data through this API.",

  "account_center.not_enabled": "Account center is not enabled.",
  "account_center.field_not_editable": "Field is not editable.",

  "guard.invalid_input": "The request {{type}} is invalid.",
  "guard.invalid_pagination": "The request pagination value is invalid.",

  "request.message_rate_limited": "Too many messages sent to this recipient. Please try again later.",
  "request.invalid_input": "Input is invalid. {{details}}",
  "request.general": "Request error occurred.",
  "request.feature_not_supported": "This feature is not supported.",

  "connector.general": "Error occurred in connector: {{errorDescription}}",
  "connector.not_found": "Cannot find any available connector for type: {{type}}.",
  "connector.not_found_with_connector_id": "Cannot find connector with given standard connector id.",
  "connector.unexpected_type": "The connector's type is unexpected.",
  "connector.invalid_config": "The connector's config is invalid.",
  "connector.invalid_response": "The connector's response is invalid.",
  "connector.template_not_found": "Unable to find correct template in connector config.",
  "connector.authorization_failed": "The user's authorization process is unsuccessful.",
  "connector.social_auth_code_invalid": "Unable to get access token, please check authorization code.",
  "connector.social_invalid_access_token": "The connector's access token is invalid.",
  "connector.social_invalid_id_token": "The connector's id token is invalid.",
  "connector.should_specify_target": "You should specify target.",
  "connector.can_not_modify_target": "The connector 'target' can not be modified.",
  "connector.cannot_overwrite_metadata_for_non_standard_connector":
    "This connector's 'metadata' cannot be overwritten.",
  "connector.multiple_instances_not_supported":
    "Can not create multiple instance with picked standard connector.",
  "connector.multiple_target_with_same_platform":
    "You can not have multiple social connectors that have same target and platform.",
  "connector.invalid_type_for_syncing_profile": "You can only sync user profile with social connectors.",
  "connector.token_storage_not_supported": "Token storage is not supported for this connector.",
  "connector.email_connector.bulk_deletion_no_filter":
    "You must provide at least one filter to bulk delete email templates.",

  "entity.not_found": "The resource does not exist.",
  "entity.not_exists_with_id": "The {{name}} with ID `{{id}}` does not exist.",
  "entity.value_too_long": "The value is too long.",
  "entity.duplicate_value_of_unique_field": "The value of the unique field `{{field}}` is duplicated.",

  "user.user_not_exist": "User with {{ identifier }} does not exist.",
  "user.identity_not_exist": "The social account has not been registered yet.",
  "user.identity_already_in_use": "The social account has been associated with an existing account.",
  "user.email_already_in_use": "This email is associated with an existing account.",
  "user.phone_already_in_use": "This phone number is associated with an existing account.",
  "user.username_already_in_use": "This username is already in use.",
  "user.email_exists_in_profile": "Your profile has already associated with an email address.",
  "user.phone_exists_in_profile": "Your profile has already associated with a phone number.",
  "user.username_exists_in_profile": "Your profile has already associated with a username.",
  "user.missing_profile": "You need to provide additional info before signing-in.",
  "user.sign_in_method_not_enabled": "This sign-in method is not enabled.",
  "user.suspended": "This account is suspended.",
  "user.last_sign_in_method_required": "You need to keep at least one identifier in your account.",

  "one_time_token.token_not_found": "Token {{token}} not found.",
  "one_time_token.email_mismatch": "Email mismatch with given token.",
  "one_time_token.token_expired": "The token is expired.",
  "one_time_token.token_consumed": "The token has been consumed.",
  "one_time_token.token_revoked": "The token has been revoked.",
  "one_time_token.interaction_event_mismatch": "The token cannot be used for this interaction.",
  "one_time_token.cannot_reactivate_token": "Cannot reactivate the token.",
} as const;

export type LogtoCode = keyof typeof messages;

/** The text of a code, with its slots filled. */
export function messageOf(code: LogtoCode, slots: Readonly<Record<string, string>> = {}): string {
  return messages[code].replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (slot, name: string) =>
    Object.hasOwn(slots, name) ? slots[name]! : slot,
  );
}
