package io.corsync.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A time of the schedule that a process has taken up.
 *
 * @param subject what is due: the command, COR and, where it is set, the org
 * @param dueAt when it was due
 * @param fence how many processes have taken it up so far
 * @param owner the last of them
 * @param gone whether that one does nothing about it any more
 * @param endedAt when it was done with, null as long as it is not
 * @param exitCode how it ended, null as long as it did not
 */
public record DueTime(String subject, Instant dueAt, long fence, Holder owner, boolean gone, @Nullable Instant endedAt,
		@Nullable Integer exitCode) {

	/**
	 * Whether somebody has still to see to it.
	 * @return false once it is done with
	 */
	public boolean open() {
		return this.endedAt == null;
	}

}
