package io.corsync.prove;

import java.nio.file.Path;
import java.util.Map;

/**
 * When a child is to die, as it is told through its environment.
 *
 * @param boundary the moment
 * @param kind of what
 * @param time at which such moment, counted from 1
 * @param mark the file that says that the moment is there
 */
record Doom(Boundary boundary, Kind kind, int time, Path mark) {

	private static final String VARIABLE = "COR_SYNC_PROVE_";

	static Doom of(Map<String, String> environment) {
		return new Doom(Boundary.valueOf(value(environment, "BOUNDARY")), Kind.valueOf(value(environment, "KIND")),
				Integer.parseInt(value(environment, "TIME")), Path.of(value(environment, "MARK")));
	}

	private static String value(Map<String, String> environment, String name) {
		String value = environment.get(VARIABLE + name);
		if (value == null) {
			throw new IllegalStateException(VARIABLE + name + " is not set");
		}
		return value;
	}

	/**
	 * What makes the program watch its own commits: one more source of its beans.
	 */
	Map<String, String> environment() {
		return Map.of(VARIABLE + "BOUNDARY", this.boundary.name(), VARIABLE + "KIND", this.kind.name(),
				VARIABLE + "TIME", String.valueOf(this.time), VARIABLE + "MARK", this.mark.toString(),
				"SPRING_MAIN_SOURCES", DoomedDatabase.class.getName());
	}

}
