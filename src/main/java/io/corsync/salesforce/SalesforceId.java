package io.corsync.salesforce;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The 18-character id that a person's or a server's spelling of an id means: 15
 * characters, 18 characters, or the address of a record's page.
 *
 * @param value the id, 18 characters
 */
public record SalesforceId(String value) {

	private static final int SHORT = 15;

	private static final int LONG = 18;

	private static final int GROUP = 5;

	private static final String SUFFIX_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

	private static final Pattern LIGHTNING_RECORD = Pattern
		.compile("(?:/lightning/r/|#/sObject/)(?:\\w+/)?([A-Za-z0-9]{18}|[A-Za-z0-9]{15})(?![A-Za-z0-9])");

	/** Classic, and the links that mails carry: the id is the whole path. */
	private static final Pattern CLASSIC_RECORD = Pattern
		.compile("^https?://[^/]+/([A-Za-z0-9]{18}|[A-Za-z0-9]{15})(?![A-Za-z0-9])");

	public SalesforceId {
		if (!isComplete(value)) {
			throw new IllegalArgumentException("'" + value + "' is not an 18-character Salesforce id");
		}
	}

	/**
	 * Reads an id as a person writes it.
	 * @param text 15 or 18 characters, or a Lightning address
	 * @return the id
	 * @throws IllegalArgumentException when it is none, saying what is wrong
	 */
	public static SalesforceId parse(String text) {
		String trimmed = text.strip();
		String id = trimmed.contains("/") ? fromAddress(trimmed) : trimmed;
		if (!isWord(id) || (id.length() != SHORT && id.length() != LONG)) {
			throw new IllegalArgumentException("'" + trimmed + "' is not a Salesforce id: an id has 15 or 18 letters"
					+ " and digits; the address of the record's page in Lightning does as well");
		}
		String complete = complete(id.substring(0, SHORT));
		if (id.length() == LONG && !complete.equalsIgnoreCase(id)) {
			throw new IllegalArgumentException("'" + trimmed + "' is not a Salesforce id: its last three characters"
					+ " do not fit the first 15 (expected " + complete
					+ "); was it copied whole, in upper and lower case?");
		}
		return new SalesforceId(complete);
	}

	private static String fromAddress(String address) {
		Matcher lightning = LIGHTNING_RECORD.matcher(address);
		if (lightning.find()) {
			return lightning.group(1);
		}
		Matcher classic = CLASSIC_RECORD.matcher(address);
		if (classic.find()) {
			return classic.group(1);
		}
		throw new IllegalArgumentException("'" + address + "' has no Salesforce id in it: copy the address of the"
				+ " record's page, such as https://example.lightning.force.com/lightning/r/Opportunity/006…/view");
	}

	/**
	 * Makes an id that Salesforce wrote comparable; anything else stays as it is.
	 * @param text the value of an id or reference field
	 * @return 18 characters, if it is an id of 15
	 */
	static String normalize(String text) {
		return (text.length() == SHORT && isWord(text)) ? complete(text) : text;
	}

	private static boolean isComplete(String text) {
		return text.length() == LONG && isWord(text) && complete(text.substring(0, SHORT)).equals(text);
	}

	private static boolean isWord(String text) {
		return text.chars().allMatch((c) -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
	}

	/** Each suffix character tells which of five characters are upper case. */
	private static String complete(String id) {
		StringBuilder complete = new StringBuilder(id);
		for (int start = 0; start < SHORT; start += GROUP) {
			int bits = 0;
			for (int i = 0; i < GROUP; i++) {
				char c = id.charAt(start + i);
				bits |= (c >= 'A' && c <= 'Z') ? 1 << i : 0;
			}
			complete.append(SUFFIX_ALPHABET.charAt(bits));
		}
		return complete.toString();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
