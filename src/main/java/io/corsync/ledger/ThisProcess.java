package io.corsync.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who we are among processes: host, machine, process id and start time.
 */
final class ThisProcess {

	private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

	private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

	private ThisProcess() {
	}

	static Holder asking(String command) {
		ProcessHandle process = ProcessHandle.current();
		return new Holder(command, host(), machine(), process.pid(), start(process).orElse(Instant.EPOCH), null, null);
	}

	/**
	 * Who runs it, as the operating system knows them; and who is behind that, where sudo
	 * tells.
	 */
	static String user() {
		String user = ProcessHandle.current().info().user().orElse(System.getProperty("user.name", "?"));
		String behind = System.getenv("SUDO_USER");
		return (behind == null || behind.isBlank() || behind.equals(user)) ? user
				: "%s (sudo by %s)".formatted(user, behind);
	}

	/**
	 * Whether a holder surely is a process of this machine that has ended. In containers
	 * every program may have process id 1, so the machine's name includes the process
	 * namespace; where that is not known, nothing is sure.
	 */
	static boolean surelyEnded(Holder holder) {
		if (holder.machine().isEmpty() || !holder.machine().equals(machine())) {
			return false;
		}
		Optional<Instant> start = ProcessHandle.of(holder.pid())
			.filter(ProcessHandle::isAlive)
			.filter((process) -> !zombie(process.pid()))
			.flatMap(ThisProcess::start);
		// The start time is kept in microseconds and read in clock ticks.
		return start.isEmpty() || Math.abs(start.get().toEpochMilli() - holder.processStart().toEpochMilli()) > 1000;
	}

	// A killed process stays in the table until its parent looks; it does nothing any
	// more.
	private static boolean zombie(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
			String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
			return state.startsWith("Z") || state.startsWith("X");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Optional<Instant> start(ProcessHandle process) {
		return process.info().startInstant();
	}

	private static String machine() {
		try {
			return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PID_NAMESPACE);
		}
		catch (IOException | UnsupportedOperationException ex) {
			return "";
		}
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown host";
		}
	}

}
