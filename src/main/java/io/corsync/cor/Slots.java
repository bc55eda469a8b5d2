package io.corsync.cor;

import java.util.concurrent.Semaphore;

/**
 * Slots that become fewer or more while they are taken; who has one keeps it.
 */
final class Slots extends Semaphore {

	private static final long serialVersionUID = 1L;

	private int size;

	Slots(int size) {
		super(size, true);
		this.size = size;
	}

	synchronized void resize(int wanted) {
		if (wanted < this.size) {
			reducePermits(this.size - wanted);
		}
		else if (wanted > this.size) {
			release(wanted - this.size);
		}
		this.size = wanted;
	}

}
