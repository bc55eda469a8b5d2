package io.corsync.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What must not change for a run to be continued: command, options, filter, first day,
 * mapping and program.
 */
final class Fingerprint {

	private Fingerprint() {
	}

	static String of(RunRequest request, SyncProperties properties, String mappingVersion) {
		String program = Fingerprint.class.getPackage().getImplementationVersion();
		String text = String.join("\n", request.command(), request.options(), properties.filter(),
				String.valueOf(properties.from()), mappingVersion, String.valueOf(program));
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
