package io.corsync.sandbox;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Answers the operations of the Partner API.
 */
final class SoapCalls {

	/** From this version on there is no login(). */
	private static final int WITHOUT_LOGIN = 65;

	private static final int MAX_TYPES = 100;

	private static final int SHORT_ID = 15;

	private static final Set<String> OPERATIONS = Set.of("login", "logout", "query", "queryAll", "queryMore",
			"retrieve", "describeSObject", "describeSObjects", "describeGlobal", "getUserInfo", "getServerTimestamp");

	private static final DateTimeFormatter STAMP = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final SalesforceWorld world;

	private final SoapRequest request;

	private final SoapXml xml;

	SoapCalls(SalesforceWorld world, SoapRequest request, SoapXml xml) {
		this.world = world;
		this.request = request;
		this.xml = xml;
	}

	static boolean knows(String operation, int version) {
		return OPERATIONS.contains(operation) && !(operation.equals("login") && version >= WITHOUT_LOGIN);
	}

	/**
	 * Opens a session by user name and password.
	 * @param instance the org's address
	 * @param version the version in the URL
	 */
	void login(String instance, String version) {
		this.request.allow(List.of("username", "password"));
		if (!this.world.settings().soapLogin()) {
			throw SoapFault.of("INVALID_OPERATION", "SOAP API login() is disabled by default in this org.");
		}
		OrgCredentials credentials = this.world.credentials();
		if (!credentials.username().equalsIgnoreCase(this.request.text("username"))
				|| !credentials.password().equals(this.request.text("password"))) {
			throw SoapFault.of("INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
		}
		String org = this.world.organization().id();
		String path = version + "/" + org.substring(0, SHORT_ID);
		this.xml.in("result", (xml) -> {
			xml.leaf("metadataServerUrl", instance + "/services/Soap/m/" + path)
				.leaf("passwordExpired", false)
				.leaf("sandbox", this.world.settings().sandbox())
				.leaf("serverUrl", instance + "/services/Soap/u/" + path)
				.leaf("sessionId", this.world.sessions().open())
				.leaf("userId", this.world.user().id());
			xml.in("userInfo", (info) -> userInfo());
		});
	}

	/**
	 * Answers any other operation.
	 * @param session the session it is called in
	 */
	void call(String session) {
		switch (this.request.operation()) {
			case "logout" -> this.world.sessions().end(session);
			case "query", "queryAll" -> query();
			case "queryMore" -> queryMore();
			case "retrieve" -> retrieve();
			case "describeSObject", "describeSObjects" -> describe();
			case "describeGlobal" -> this.xml.in("result", (xml) -> new SoapDescribe(this.world, xml).global());
			case "getUserInfo" -> this.xml.in("result", (xml) -> userInfo());
			case "getServerTimestamp" ->
				this.xml.in("result", (xml) -> xml.leaf("timestamp", STAMP.format(this.world.now())));
			default -> throw new IllegalStateException(this.request.operation());
		}
	}

	private void query() {
		this.request.allow(List.of("queryString"));
		this.xml.open("result xsi:type=\"QueryResult\"");
		new SoapQueries(this.world, this.xml).query(this.request.text("queryString"),
				this.request.operation().equals("queryAll"), this.request.batchSize());
		this.xml.close("result");
	}

	private void queryMore() {
		this.request.allow(List.of("queryLocator"));
		this.xml.open("result xsi:type=\"QueryResult\"");
		new SoapQueries(this.world, this.xml).more(this.request.text("queryLocator"), this.request.batchSize());
		this.xml.close("result");
	}

	private void retrieve() {
		this.request.allow(List.of("fieldList", "sObjectType", "ids"));
		new SoapQueries(this.world, this.xml).retrieve(this.request.text("fieldList"), this.request.text("sObjectType"),
				this.request.texts("ids"));
	}

	private void describe() {
		this.request.allow(List.of("sObjectType"));
		List<String> types = this.request.operation().equals("describeSObject")
				? List.of(this.request.text("sObjectType")) : this.request.texts("sObjectType");
		if (types.size() > MAX_TYPES) {
			throw SoapFault.of("EXCEEDED_MAX_TYPES_LIMIT", "exceeded max describe types, maximum is " + MAX_TYPES);
		}
		for (String type : types) {
			OrgObject object = this.world.object(type);
			if (object == null) {
				throw SoapFault.of("INVALID_TYPE", "sObject type '" + type + "' is not supported.");
			}
			this.xml.in("result", (xml) -> new SoapDescribe(this.world, xml).object(object));
		}
	}

	private void userInfo() {
		OrgSettings settings = this.world.settings();
		boolean multi = settings.multiCurrency();
		OrgRow org = this.world.organization();
		OrgRow user = this.world.user();
		this.xml.leaf("accessibilityMode", false)
			.leaf("chatterExternal", false)
			.nillable("currencySymbol", multi ? null : "$")
			.leaf("orgAttachmentFileSizeLimit", 5_242_880)
			.nillable("orgDefaultCurrencyIsoCode", multi ? null : "COP")
			.nillable("orgDefaultCurrencyLocale", "es_CO")
			.leaf("orgDisallowHtmlAttachments", false)
			.leaf("orgHasPersonAccounts", false)
			.leaf("organizationId", org.id())
			.leaf("organizationMultiCurrency", multi)
			.leaf("organizationName", text(org, "Name"))
			.leaf("profileId", OrgId.of("00e", 1))
			.nillable("roleId", null)
			.leaf("sessionSecondsValid", settings.sessionSeconds())
			.nillable("userDefaultCurrencyIsoCode", multi ? "COP" : null)
			.leaf("userEmail", text(user, "Email"))
			.leaf("userFullName", text(user, "Name"))
			.leaf("userId", user.id())
			.leaf("userLanguage", "es")
			.leaf("userLocale", "es_CO")
			.leaf("userName", text(user, "Username"))
			.leaf("userTimeZone", this.world.zone().getId())
			.leaf("userType", "Standard")
			.leaf("userUiSkin", "Theme3");
	}

	private static String text(OrgRow row, String field) {
		Object value = row.value(row.object().field(field));
		return (value != null) ? value.toString() : "";
	}

}
