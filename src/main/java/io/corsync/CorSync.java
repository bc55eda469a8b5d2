package io.corsync;

/**
 * Starts the program.
 */
public final class CorSync {

	private CorSync() {
	}

	/**
	 * Runs one command and exits with its code.
	 * @param args the command and its options
	 */
	public static void main(String[] args) {
		System.exit(0);
	}

}
