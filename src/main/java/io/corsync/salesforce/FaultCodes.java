package io.corsync.salesforce;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Salesforce's exception codes ask for, in one table, with the remedy in words.
 */
final class FaultCodes {

	private static final Pattern COLUMN = Pattern
		.compile("No such column '([^']+)' on (?:entity|sobject of type) '?(\\w+)'?", Pattern.CASE_INSENSITIVE);

	private static final Pattern RELATIONSHIP = Pattern.compile("Didn't understand relationship '([^']+)'",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern OBJECT = Pattern.compile("sObject type '(\\w+)' is not supported",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DRAWING = Pattern
		.compile("(?s)(.*?)\\s*\\^\\s*ERROR at Row:\\d+:Column:\\d+\\s*(.*?)\\s*");

	private static final Pattern PREFIX = Pattern.compile("^([A-Z][A-Z_]{4,})\\s*:");

	private FaultCodes() {
	}

	/**
	 * Classifies a fault.
	 * @param endpoint where the call went
	 * @param fault the fault
	 * @return what to do, and what to say
	 */
	static SoapFailure of(URI endpoint, SoapFault fault) {
		String code = code(fault);
		String said = " (" + code + ": " + oneLine(fault.text()) + ")";
		return switch (code) {
			case "INVALID_SESSION_ID" -> new SoapFailure(Remedy.NEW_SESSION,
					credentials(code, "Salesforce no longer accepts the session" + said + ": log in again"));
			case "SERVER_UNAVAILABLE", "UNKNOWN_EXCEPTION", "REQUEST_RUNNING_TOO_LONG", "INTERNAL_ERROR",
					"INTERNAL_SERVER_ERROR", "ORG_IN_MAINTENANCE", "FUNCTIONALITY_TEMPORARILY_UNAVAILABLE",
					"REQUEST_TIMEOUT_OR_CONFLICT", "UNABLE_TO_LOCK_ROW", "SSO_SERVICE_DOWN",
					"CIRCUIT_BREAKER_OPEN_EXCEPTION", "API_CURRENTLY_DISABLED" ->
				new SoapFailure(Remedy.REPEAT, unavailable(code, "Salesforce is out of order" + said
						+ ": try later; https://status.salesforce.com tells how the org's instance is"));
			case "REQUEST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED" -> limit(code, fault);
			case "INVALID_QUERY_LOCATOR", "INVALID_LOCATOR" -> new SoapFailure(Remedy.NEW_QUERY,
					unavailable(code, "Salesforce keeps losing the place in a query" + said + ": try later"));
			case "QUERY_TIMEOUT", "OPERATION_TOO_LARGE", "EXCEEDED_ID_LIMIT" ->
				new SoapFailure(Remedy.FEWER_ROWS, unavailable(code, "The query is too much for Salesforce" + said
						+ ": narrow sync.filter to indexed fields, or the dates; at a quieter time it may work as it is"));
			case "INVALID_FIELD" ->
				none(new SalesforceException.InvalidRequest(code, field(fault.text()) + said, fault));
			case "INVALID_TYPE" ->
				none(new SalesforceException.InvalidRequest(code, object(fault.text()) + said, fault));
			case "MALFORMED_QUERY", "INVALID_QUERY_FILTER_OPERATOR", "INVALID_QUERY_VALUE", "QUERY_TOO_COMPLICATED",
					"EXCEEDED_MAX_SEMIJOIN_SUBSELECTS", "MALFORMED_ID", "INVALID_ID_FIELD", "UNSUPPORTED_QUERY",
					"EXCEEDED_MAX_FILTER_ENTITIES" ->
				none(new SalesforceException.InvalidRequest(code, "Salesforce does not understand the query" + said
						+ ": check sync.filter (SYNC_FILTER), it has to be a condition as it stands in SOQL behind WHERE",
						fault));
			case "UNSUPPORTED_API_VERSION" -> none(new SalesforceException.InvalidRequest(code, "Salesforce at "
					+ endpoint.getHost() + " does not know the API version of " + endpoint.getPath() + said
					+ ": leave salesforce.api-version (SALESFORCE_API_VERSION) out, or set a version of the last three years",
					fault));
			case "INSUFFICIENT_ACCESS", "ENTITY_NOT_QUERYABLE", "INSUFFICIENT_ACCESS_OR_READONLY",
					"TXN_SECURITY_NO_ACCESS" ->
				none(new SalesforceException.Rights(code,
						"The Salesforce user may not do this" + said
								+ ": give it a permission set with read access to the objects and fields of the mapping"
								+ " (the command check --permission-set prints one)",
						fault));
			case "API_DISABLED_FOR_ORG" -> none(new SalesforceException.Rights(code,
					"The Salesforce API is off for this" + " org or user" + said
							+ ": the edition has to include the API, and the user's profile or permission"
							+ " set needs 'API Enabled'",
					fault));
			default -> other(code, fault, said);
		};
	}

	private static SoapFailure other(String code, SoapFault fault, String said) {
		if (code.startsWith("LOGIN_") || code.startsWith("TXN_SECURITY_")) {
			return none(credentials(code, "Salesforce does not let this user log in" + said
					+ ": check the login hours, the IP ranges and the login history of the user in Setup, and the security"
					+ " token behind a password"));
		}
		return switch (code) {
			case "INVALID_LOGIN", "PASSWORD_LOCKOUT", "INVALID_OPERATION_WITH_EXPIRED_PASSWORD" ->
				none(credentials(code, "Salesforce refused username and password" + said
						+ ": check salesforce.username (SALESFORCE_USERNAME) and salesforce.password"
						+ " (SALESFORCE_PASSWORD), the latter with the security token behind it; the user may be locked, or"
						+ " belong to another login address; better, set salesforce.auth to client-credentials"));
			case "ORG_LOCKED", "ORG_ADMIN_LOCKED", "TRIAL_EXPIRED", "INACTIVE_PORTAL", "ORG_NOT_OWNED_BY_INSTANCE",
					"CLIENT_NOT_ACCESSIBLE_FOR_USER", "CLIENT_REQUIRE_UPDATE_FOR_USER", "MUTUAL_AUTHENTICATION_FAILED",
					"UNSUPPORTED_CLIENT" ->
				none(credentials(code, "Salesforce does not let this program in" + said
						+ ": check the state of the org and of the external client app in Setup"));
			case "INVALID_OPERATION", "UNKNOWN_OPERATION" -> none(new SalesforceException.InvalidRequest(code,
					"Salesforce does not offer this call" + said
							+ ": check salesforce.api-version (SALESFORCE_API_VERSION); SOAP logins end with 64.0",
					fault));
			default -> none(new SalesforceException.Unexpected(code.isEmpty() ? null : code,
					"Salesforce answered with an error that this program does not know" + said
							+ ": look the code up in Salesforce's documentation of the SOAP API",
					fault));
		};
	}

	private static SoapFailure limit(String code, SoapFault fault) {
		String text = fault.text();
		if (text.toLowerCase(Locale.ROOT).contains("concurrent")) {
			return new SoapFailure(Remedy.REPEAT, unavailable(code,
					"Too many long requests run in the Salesforce org at" + " once (" + text + "): try later"));
		}
		return none(new SalesforceException.QuotaExhausted(code, "The Salesforce org has used up its API requests ("
				+ text
				+ "): the count goes over the last 24 hours, so try again later; Setup, Company Information shows it",
				fault));
	}

	private static String field(String text) {
		Matcher column = COLUMN.matcher(text);
		if (column.find()) {
			return "The field " + column.group(1) + " of " + column.group(2) + " does not exist, or the Salesforce user"
					+ " may not see it: correct its name in the mapping or sync.filter, or give the user read access to"
					+ " the field by a permission set";
		}
		Matcher relationship = RELATIONSHIP.matcher(text);
		if (relationship.find()) {
			return "The relationship " + relationship.group(1)
					+ " does not exist, or the Salesforce user may not see it:"
					+ " correct the path in the mapping or sync.filter (custom relationships end with __r), or give the"
					+ " user read access";
		}
		return "A field of the query does not exist, cannot be filtered, or the Salesforce user may not see it: correct"
				+ " the mapping or sync.filter, or give the user read access by a permission set";
	}

	private static String object(String text) {
		Matcher object = OBJECT.matcher(text);
		String name = object.find() ? "The object " + object.group(1) : "An object of the query";
		return name
				+ " does not exist in this Salesforce org, or the user may not see it: correct its name, or give the"
				+ " user read access to it by a permission set";
	}

	/** Some faults carry a general code, and the true one before their text. */
	private static String code(SoapFault fault) {
		if (!fault.code().isEmpty() && fault.code().equals(fault.code().toUpperCase(Locale.ROOT))) {
			return fault.code();
		}
		Matcher prefix = PREFIX.matcher(fault.text());
		return prefix.find() ? prefix.group(1) : fault.code();
	}

	// Salesforce draws the place in the query over several lines, and writes what is
	// wrong
	// below.
	private static String oneLine(String text) {
		Matcher drawing = DRAWING.matcher(text);
		String words = drawing.matches() ? drawing.group(2) + ", near: " + drawing.group(1) : text;
		return words.replaceAll("\\s+", " ").strip();
	}

	private static SoapFailure none(SalesforceException reason) {
		return new SoapFailure(Remedy.NONE, reason);
	}

	private static SalesforceException credentials(String code, String message) {
		return new SalesforceException.Credentials(code, message, null);
	}

	private static SalesforceException unavailable(String code, String message) {
		return new SalesforceException.Unavailable(code, message, null);
	}

}
