package io.corsync.archfixtures;

import io.corsync.archfixtures.prove.Proof;

/** Not the main class. */
final class StartsTheProof {

	private final Proof proof = new Proof();

	@Override
	public String toString() {
		return this.proof.toString();
	}

}
