package io.corsync.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * Salesforce's record ids: 15 characters that tell upper from lower case, and 3 that
 * repeat the case for those who cannot.
 */
final class OrgId {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final String CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

	/** Two characters for the instance that made the id, as real ids have them. */
	private static final String INSTANCE = "Kd";

	private static final int SHORT = 15;

	private OrgId() {
	}

	/**
	 * The id with a running number.
	 */
	static String of(String prefix, long number) {
		char[] body = "0000000000".toCharArray();
		long rest = number;
		for (int i = body.length - 1; rest > 0; i--) {
			body[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
			rest /= DIGITS.length();
		}
		return complete(prefix + INSTANCE + new String(body));
	}

	/**
	 * The 18 characters of an id written with 15 or 18, null when it is neither or its
	 * checksum is wrong.
	 */
	static @Nullable String normal(String text) {
		if (text.length() != SHORT && text.length() != SHORT + 3) {
			return null;
		}
		for (int i = 0; i < text.length(); i++) {
			if (DIGITS.indexOf(text.charAt(i)) < 0) {
				return null;
			}
		}
		String complete = complete(text.substring(0, SHORT));
		return (text.length() == SHORT || text.equals(complete)) ? complete : null;
	}

	private static String complete(String id) {
		StringBuilder text = new StringBuilder(SHORT + 3).append(id);
		for (int chunk = 0; chunk < SHORT; chunk += 5) {
			int bits = 0;
			for (int i = 0; i < 5; i++) {
				char character = id.charAt(chunk + i);
				bits |= (character >= 'A' && character <= 'Z') ? 1 << i : 0;
			}
			text.append(CHECKSUM.charAt(bits));
		}
		return text.toString();
	}

}
