package io.corsync.salesforce;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.QueryResult;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which org the session belongs to, once, and refuses any other than the
 * configured one.
 */
final class OrganizationLookup {

	private static final String SOQL = "SELECT Id, Name, IsSandbox, TimeZoneSidKey FROM Organization";

	private final SoapCalls calls;

	private final Sessions sessions;

	private final @Nullable String expected;

	private @Nullable Organization known;

	OrganizationLookup(SoapCalls calls, Sessions sessions, @Nullable String expected) {
		this.calls = calls;
		this.sessions = sessions;
		this.expected = (expected == null || expected.isBlank()) ? null : SalesforceId.parse(expected).value();
	}

	synchronized Organization get() {
		Organization organization = this.known;
		if (organization == null) {
			organization = find();
			this.known = organization;
		}
		return organization;
	}

	private Organization find() {
		GetUserInfoResult user = this.calls.ask((connection) -> connection.getUserInfo());
		String id = SalesforceId.normalize(user.getOrganizationId());
		if (this.expected != null && !this.expected.equals(id)) {
			throw new SalesforceException.Credentials(null,
					"The login leads to the Salesforce org " + id + " (" + user.getOrganizationName()
							+ "), but salesforce.organization-id (SALESFORCE_ORGANIZATION_ID) is " + this.expected
							+ ": correct the one that is wrong",
					null);
		}
		URI instance = this.sessions.known().orElseThrow().instance();
		SourceRow row = row();
		String name = (row != null) ? row.text("Name") : null;
		String sandbox = (row != null) ? row.text("IsSandbox") : null;
		String zone = (row != null) ? row.text("TimeZoneSidKey") : null;
		return new Organization(id, (name != null) ? name : text(user.getOrganizationName()), text(user.getUserName()),
				instance, (sandbox != null) ? Boolean.parseBoolean(sandbox) : looksLikeSandbox(instance),
				user.isOrganizationMultiCurrency(), currency(user),
				zone((zone != null) ? zone : user.getUserTimeZone()));
	}

	/** The user may lack the right to read it; then what is known has to do. */
	private @Nullable SourceRow row() {
		try {
			QueryResult result = this.calls.ask((connection) -> connection.query(SOQL));
			RowParser parser = new RowParser(
					RowShape.of(new TreeSet<>(List.of("Id", "Name", "IsSandbox", "TimeZoneSidKey"))));
			return (result.getRecords().length > 0) ? parser.row(result.getRecords()[0], "Organization") : null;
		}
		catch (SalesforceException.InvalidRequest | SalesforceException.Rights ex) {
			return null;
		}
	}

	private static boolean looksLikeSandbox(URI instance) {
		String host = instance.getHost().toLowerCase(Locale.ROOT);
		return host.contains("--") || host.contains(".sandbox.") || host.startsWith("test.");
	}

	private static @Nullable String currency(GetUserInfoResult user) {
		String org = user.getOrgDefaultCurrencyIsoCode();
		String currency = (org != null && !org.isBlank()) ? org : user.getUserDefaultCurrencyIsoCode();
		return (currency != null && !currency.isBlank()) ? currency : null;
	}

	private static ZoneId zone(@Nullable String name) {
		try {
			return (name != null && !name.isBlank()) ? ZoneId.of(name) : ZoneOffset.UTC;
		}
		catch (DateTimeException ex) {
			return ZoneOffset.UTC;
		}
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
