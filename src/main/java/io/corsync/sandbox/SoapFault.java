package io.corsync.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A call that is refused, as a SOAP fault.
 */
final class SoapFault extends RuntimeException {

	private static final int NO_PLACE = -1;

	private final @Nullable String code;

	private final String text;

	private final int row;

	private final int column;

	private SoapFault(@Nullable String code, String text, int row, int column) {
		super(text);
		this.code = code;
		this.text = text;
		this.row = row;
		this.column = column;
	}

	/**
	 * One of the API's exceptions.
	 */
	static SoapFault of(String code, String text) {
		return new SoapFault(code, text, NO_PLACE, NO_PLACE);
	}

	/**
	 * A refused query.
	 */
	static SoapFault of(SoqlRefusal refusal, String query) {
		return new SoapFault(refusal.code(), refusal.message(query), refusal.row(query), refusal.column(query));
	}

	/**
	 * A request that is no call of the API at all; such faults carry no exception code.
	 */
	static SoapFault client(String text) {
		return new SoapFault(null, text, NO_PLACE, NO_PLACE);
	}

	String text() {
		return this.text;
	}

	String outcome() {
		return (this.code != null) ? this.code : "soapenv:Client";
	}

	void write(SoapXml xml) {
		xml.open("soapenv:Fault");
		if (this.code == null) {
			xml.leaf("faultcode", "soapenv:Client").leaf("faultstring", this.text);
		}
		else {
			xml.leaf("faultcode", "sf:" + this.code).leaf("faultstring", this.code + ": " + this.text);
			xml.in("detail", (detail) -> detail(detail, outcome()));
		}
		xml.close("soapenv:Fault");
	}

	private void detail(SoapXml xml, String exceptionCode) {
		String type = type(exceptionCode);
		boolean plain = type.equals("ApiFault") || type.equals("ApiQueryFault");
		// The WSDL declares no element for these two types but the general one.
		String element = plain ? "sf:fault" : "sf:" + type;
		xml.open(element + " xsi:type=\"sf:" + type + "\"")
			.leaf("sf:exceptionCode", exceptionCode)
			.leaf("sf:exceptionMessage", this.text);
		switch (type) {
			case "InvalidFieldFault", "InvalidSObjectFault", "MalformedQueryFault", "ApiQueryFault" ->
				xml.leaf("sf:row", this.row).leaf("sf:column", this.column);
			default -> {
				// The other types have no place.
			}
		}
		xml.close(element);
	}

	/**
	 * The type of the fault's detail, as the WSDL's operations declare them.
	 */
	private static String type(String code) {
		return switch (code) {
			case "INVALID_FIELD" -> "InvalidFieldFault";
			case "INVALID_TYPE" -> "InvalidSObjectFault";
			case "MALFORMED_QUERY" -> "MalformedQueryFault";
			case "INVALID_QUERY_FILTER_OPERATOR", "NUMBER_OUTSIDE_VALID_RANGE", "EXCEEDED_MAX_SEMIJOIN_SUBSELECTS" ->
				"ApiQueryFault";
			case "INVALID_QUERY_LOCATOR" -> "InvalidQueryLocatorFault";
			case "MALFORMED_ID", "INVALID_ID_FIELD" -> "InvalidIdFault";
			case "INVALID_LOGIN", "LOGIN_MUST_USE_SECURITY_TOKEN", "PASSWORD_LOCKOUT", "LOGIN_DURING_RESTRICTED_DOMAIN",
					"LOGIN_DURING_RESTRICTED_TIME" ->
				"LoginFault";
			case "REQUEST_LIMIT_EXCEEDED", "EXCEEDED_ID_LIMIT", "EXCEEDED_MAX_TYPES_LIMIT", "OPERATION_TOO_LARGE",
					"QUERY_TIMEOUT" ->
				"ApiFault";
			default -> "UnexpectedErrorFault";
		};
	}

}
