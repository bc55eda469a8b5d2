package io.corsync.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A process that holds or held a lease.
 *
 * @param command what it runs
 * @param host name of its host
 * @param machine tells machines, restarts of a machine and containers apart
 * @param pid its process id
 * @param processStart when it began, which tells two processes of one id apart
 * @param since when it got the lease; null for a process that asks for one
 * @param heartbeatAt when it last renewed the lease; null for a process that asks for one
 */
public record Holder(String command, String host, String machine, long pid, Instant processStart,
		@Nullable Instant since, @Nullable Instant heartbeatAt) {

	static final String WORKER = "worker";

	/**
	 * Whether it lets a night go first that asks for it.
	 * @return true for what goes over history
	 */
	public boolean givesWay() {
		return Run.overHistory(this.command);
	}

	/**
	 * Whether it is a worker, which has a part in a run's lease only.
	 * @return true for a worker
	 */
	public boolean works() {
		return this.command.equals(WORKER);
	}

	/**
	 * The process as people read it.
	 * @return command, process id and host
	 */
	public String describe() {
		return "%s (process %d on %s)".formatted(this.command, this.pid, this.host);
	}

}
