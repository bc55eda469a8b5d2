package io.corsync.cor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What is left of a field's value that is to be forgotten: a hash by which the same value
 * is known again, each with a salt of its own. No field's value is an object, so it
 * cannot be taken for one.
 */
final class ValueHash {

	private static final String MARK = "forgotten";

	private static final int SALT_BYTES = 8;

	private static final SecureRandom RANDOM = new SecureRandom();

	private ValueHash() {
	}

	static boolean is(@Nullable JsonNode value) {
		return value != null && value.isObject() && value.has(MARK);
	}

	static JsonNode of(JsonNode value) {
		byte[] salt = new byte[SALT_BYTES];
		RANDOM.nextBytes(salt);
		String hex = HexFormat.of().formatHex(salt);
		return JsonNodeFactory.instance.objectNode().put(MARK, hex + "." + hash(hex, value));
	}

	/**
	 * Whether a value is the one that was forgotten.
	 */
	static boolean matches(JsonNode forgotten, JsonNode value) {
		String[] parts = forgotten.path(MARK).asString("").split("\\.", 2);
		return parts.length == 2 && parts[1].equals(hash(parts[0], value));
	}

	private static String hash(String salt, JsonNode value) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(salt.getBytes(StandardCharsets.US_ASCII));
			return HexFormat.of().formatHex(digest.digest(value.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
