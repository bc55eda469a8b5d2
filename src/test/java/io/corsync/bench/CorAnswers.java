package io.corsync.bench;

import java.nio.charset.StandardCharsets;

/**
 * Answers COR's Integrations API and its token service.
 */
final class CorAnswers {

	private static final String PATH = "/v2/integrations/";

	private final Counters counters;

	CorAnswers(Counters counters) {
		this.counters = counters;
	}

	/**
	 * What is answered after the latency.
	 *
	 * @param status HTTP status
	 * @param body JSON
	 * @param what verb, kind and outcome, for the counters
	 */
	record Answer(int status, byte[] body, String what) {

		boolean done() {
			return this.status < 300;
		}

	}

	static boolean isEntity(String path) {
		return path.startsWith(PATH);
	}

	/**
	 * Tokens, and the Main API's list of clients, which is empty.
	 */
	byte[] talk(String path) {
		this.counters.talked(path.contains("token") ? "token" : "list");
		return bytes(path.contains("token")
				? "{\"access_token\":\"bench\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"bench\"}"
				: "{\"data\":[],\"total\":0,\"page\":1,\"lastPage\":1}");
	}

	Answer tooMany(String verb, String path) {
		return new Answer(429, bytes("{\"status\":429,\"name\":\"TooManyRequests\",\"message\":\"Slow down\"}"),
				verb + " " + kind(path) + " 429");
	}

	/**
	 * Does what a call asks for.
	 * @param verb its HTTP method
	 * @param path its path
	 * @param body its JSON
	 * @param world who is refused
	 */
	Answer call(String verb, String path, String body, World world) {
		String kind = kind(path);
		String id = verb.equals("POST") ? id(body) : path.substring(path.lastIndexOf('/') + 1);
		int number = Query.number(id);
		String what = verb + " " + kind;
		if (verb.equals("POST")) {
			if (kind.equals("projects") && world.refuses(number)) {
				return new Answer(400, bytes(
						"{\"status\":400,\"name\":\"ValidationError\",\"message\":\"This project is one that is refused\"}"),
						what + " ValidationError");
			}
			return this.counters.create(kind, number) ? new Answer(201, entity(number), what) : new Answer(409,
					bytes("{\"status\":409,\"name\":\"DuplicateExternalIdError\",\"message\":\"It is there already\"}"),
					what + " DuplicateExternalIdError");
		}
		return this.counters.holds(kind, number) ? new Answer(200, entity(number), what) : new Answer(404,
				bytes("{\"status\":404,\"name\":\"ZC001\",\"message\":\"Entity is not associated\"}"), what + " ZC001");
	}

	private static byte[] entity(int number) {
		return bytes("{\"id\":" + (1_000_000 + number)
				+ ",\"company_id\":77,\"created_at\":\"2026-01-01T00:00:00.000Z\",\"updated_at\":\"2026-01-01T00:00:00.000Z\"}");
	}

	private static String kind(String path) {
		int end = path.indexOf('/', PATH.length());
		return path.substring(PATH.length(), (end < 0) ? path.length() : end);
	}

	private static String id(String body) {
		int from = body.indexOf("\"id\":\"") + 6;
		return body.substring(from, from + 18);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
