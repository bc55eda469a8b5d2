package io.corsync.prove;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The words that cases are written in.
 */
final class Steps {

	private Steps() {
	}

	/** A sync that ends with one of these exit codes. */
	static Step sync(Integer... codes) {
		return (scene) -> {
			Ended ended = scene.sync();
			if (!List.of(codes).contains(ended.code())) {
				scene.problem("Exit code %s was due; %s".formatted(List.of(codes), ended.inShort()));
			}
		};
	}

	/** The last sync said these words. */
	static Step said(String... words) {
		return (scene) -> {
			String said = scene.last().said();
			for (String word : words) {
				if (!said.contains(word)) {
					scene.problem("It never said \"%s\"; %s".formatted(word, scene.last().inShort()));
				}
			}
		};
	}

	/** A sync that ends as a sync may when the services are in trouble. */
	static Step troubledSync() {
		return sync(0, 3, 4);
	}

	/** The failures name this cause. */
	static Step stuckFor(String cause) {
		return (scene) -> {
			Ended failures = scene.run("failures");
			if (!failures.said().contains(cause)) {
				scene.problem("Nothing is stuck for %s; %s".formatted(cause, failures.inShort()));
			}
		};
	}

	/** Trouble that met no call would prove nothing. */
	static Step allMet() {
		return (scene) -> scene.world()
			.idleFaults()
			.forEach((effect) -> scene.problem("The trouble met no call: " + effect));
	}

	/** COR's own lies bring a correct client to this. */
	static Step expectViolation(String violation) {
		return (scene) -> scene.expect(violation);
	}

	/** An operator's retry. */
	static Step retry() {
		return (scene) -> scene.run("retry");
	}

	/** A sync that is killed. */
	static Step kill(Boundary boundary, Kind kind, int time) {
		return (scene) -> scene.syncAndKill(boundary, kind, time);
	}

	/** A sync that is killed at a boundary if it gets there. */
	static Step killAnywhere(Boundary boundary, Kind kind, int time) {
		return (scene) -> {
			int before = scene.problems().size();
			scene.syncAndKill(boundary, kind, time);
			// What COR still holds it carries out soon: longer is beyond what is
			// promised.
			scene.world().release();
			scene.problems().subList(before, scene.problems().size()).clear();
		};
	}

	/** A sync that is killed after so many calls. */
	static Step killAfter(int calls) {
		return (scene) -> scene.syncAndKillAfter(calls);
	}

	/** Trouble in COR from now on. */
	static Step cor(String effect, Object... settings) {
		return (scene) -> scene.world().cor("POST", "faults", settings("effect", effect, settings));
	}

	/** COR is of another kind from now on. */
	static Step behave(Object... settings) {
		return (scene) -> scene.world().cor("PUT", "behavior", settings(null, null, settings));
	}

	/** Trouble in Salesforce from now on. */
	static Step salesforce(String on, String what, Object... settings) {
		return (scene) -> {
			Map<String, Object> fault = settings("on", on, settings);
			fault.put("do", what);
			scene.world().salesforce("POST", "faults", fault);
		};
	}

	/** Salesforce is of another kind from now on. */
	static Step org(Object... settings) {
		return (scene) -> scene.world().salesforce("POST", "settings", settings(null, null, settings));
	}

	/** Everybody in Salesforce renames all rows of an object. */
	static Step rename(Kind kind, String suffix) {
		return (scene) -> {
			for (JsonNode row : scene.world().rows(kind.object())) {
				String name = row.get("Name").asString("").replaceFirst(" \\[.*]$", "");
				scene.world()
					.salesforce("POST", "rows/%s/%s".formatted(kind.object(), row.get("Id").stringValue()),
							Map.of("Name", suffix.isEmpty() ? name : name + " [" + suffix + "]"));
			}
		};
	}

	/** Salesforce's sharing hides an Account that won Opportunities name. */
	static Step hideAnAccount() {
		return (scene) -> {
			Set<String> named = new HashSet<>();
			scene.world()
				.rows(Kind.PROJECT.object())
				.stream()
				.filter((row) -> row.get("IsWon").asString("").equals("true"))
				.forEach((row) -> named.add(row.get("AccountId").asString("")));
			scene.world()
				.rows(Kind.CLIENT.object())
				.stream()
				.filter((row) -> named.contains(row.get("Id").stringValue()))
				.findFirst()
				.ifPresent((account) -> scene.world().share(account, false));
		};
	}

	/** Does another step while the next ones go on. */
	static Step later(Duration delay, String verb, String corPath) {
		return (scene) -> scene.later(delay, () -> scene.world().cor(verb, corPath, null));
	}

	/** All trouble ends. */
	static Step calm() {
		return (scene) -> scene.calm();
	}

	static Map<String, Object> settings(@Nullable String name, @Nullable Object value, Object... more) {
		Map<String, Object> settings = new LinkedHashMap<>();
		if (name != null && value != null) {
			settings.put(name, value);
		}
		for (int i = 0; i < more.length; i += 2) {
			settings.put(String.valueOf(more[i]), more[i + 1]);
		}
		return settings;
	}

}
