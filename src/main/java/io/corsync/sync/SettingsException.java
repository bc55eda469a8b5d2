package io.corsync.sync;

import java.util.List;

/**
 * Settings that do not fit, all of them at once.
 */
public final class SettingsException extends RuntimeException {

	private final transient List<String> problems;

	/**
	 * Settings that do not fit.
	 * @param problems sentences that name key, value and remedy
	 */
	public SettingsException(List<String> problems) {
		super(String.join(System.lineSeparator(), problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * The problems, each with its remedy.
	 * @return at least one sentence
	 */
	public List<String> problems() {
		return this.problems;
	}

}
