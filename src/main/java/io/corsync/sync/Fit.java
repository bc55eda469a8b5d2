package io.corsync.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.corsync.cor.CorProperties;

/**
 * What a worker must have in common with the run it works for: else two machines would
 * send different values for one deal.
 */
final class Fit {

	private Fit() {
	}

	static String of(SyncProperties properties, CorProperties cor, String mappingVersion) {
		String program = Objects.toString(Fit.class.getPackage().getImplementationVersion(), "unknown");
		return "program %s; mapping %s; sync.filter %s; COR %s; settings %s".formatted(program, mappingVersion,
				hash(properties.filter()), cor.baseUrl(),
				hash(String.join("\n", String.valueOf(properties.from()), properties.onAdopt(), properties.onMissing(),
						properties.onLeave(), String.valueOf(cor.settleAfter()),
						String.valueOf(cor.requestsPerSecond()))));
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 6);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What differs between two, in words.
	 */
	static String differences(String ours, String theirs) {
		Map<String, String> mine = parts(ours);
		List<String> words = new ArrayList<>();
		parts(theirs).forEach((name, value) -> {
			String own = mine.getOrDefault(name, "none");
			if (!own.equals(value)) {
				words.add("%s is %s here and %s there".formatted(name.equals("settings")
						? "the hash of sync.from, .on-adopt, .on-missing, .on-leave, cor.settle-after and .requests-per-second"
						: name.equals("sync.filter") ? "the hash of sync.filter" : name, own, value));
			}
		});
		return String.join("; ", words);
	}

	private static Map<String, String> parts(String fit) {
		Map<String, String> parts = new LinkedHashMap<>();
		for (String part : fit.split("; ")) {
			int blank = part.indexOf(' ');
			parts.put(part.substring(0, Math.max(blank, 0)), part.substring(blank + 1));
		}
		return parts;
	}

}
