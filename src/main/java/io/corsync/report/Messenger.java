package io.corsync.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.corsync.sync.Failure;
import io.corsync.sync.Notice;
import io.corsync.sync.Notices;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people after a run that nobody watched, and lets the heartbeat know. Its own
 * trouble is never the run's.
 */
public final class Messenger {

	private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

	private final Supplier<Notices> notices;

	private final List<Channel> channels;

	private final @Nullable Heartbeat heartbeat;

	private final List<String> problems;

	private final Path marker;

	private final String databaseUrl;

	private final Clock clock;

	Messenger(Supplier<Notices> notices, List<Channel> channels, @Nullable Heartbeat heartbeat, List<String> problems,
			Path marker, String databaseUrl, Clock clock) {
		this.notices = notices;
		this.channels = channels;
		this.heartbeat = heartbeat;
		this.problems = problems;
		this.marker = marker;
		this.databaseUrl = databaseUrl;
		this.clock = clock;
	}

	/** What keeps its settings from working. */
	public List<String> problems() {
		return this.problems;
	}

	/** Whom it tells, in words; none when nothing is set. */
	public List<String> channels() {
		List<String> names = new ArrayList<>(this.channels.stream().map(Channel::name).toList());
		if (this.heartbeat != null) {
			names.add("a heartbeat");
		}
		return names;
	}

	/**
	 * Tells everybody that this is a test.
	 * @return what went wrong, in words
	 */
	public List<String> test() {
		List<String> troubles = new ArrayList<>(this.problems);
		tell(new Notice(Notice.Change.BEGAN, "check", "test", 0, this.clock.instant(), 1, null, null, null,
				"This is a test. Nothing is wrong.", List.of(), "Nothing."), troubles);
		return troubles;
	}

	/**
	 * Tells people how a command failed that came to no run.
	 * @param request what was asked for
	 * @param thrown why it failed
	 * @return what went wrong with the telling, in words
	 */
	public List<String> failed(RunRequest request, Throwable thrown) {
		Failure failure = Failure.of(thrown, this.databaseUrl);
		return after(new Notices.End(request, failure.code(), List.of(), failure.lines()), failure.code().code());
	}

	/**
	 * Tells people how a command ended.
	 * @param end how
	 * @param exitCode the process's exit code
	 * @return what went wrong with the telling, in words
	 */
	public List<String> after(Notices.End end, int exitCode) {
		if (!end.unwatched()) {
			return List.of();
		}
		List<String> troubles = new ArrayList<>(this.problems);
		if (!this.channels.isEmpty()) {
			notice(end).ifPresent((notice) -> {
				if (tell(notice, troubles)) {
					remember(end, notice);
				}
			});
		}
		beat(exitCode, troubles);
		return troubles;
	}

	private Optional<Notice> notice(Notices.End end) {
		try {
			return this.notices.get().after(end);
		}
		catch (RuntimeException ex) {
			LOG.warn("What people were told is not known", ex);
			return Notices.withoutMemory(end, this.clock.instant()).filter((notice) -> !toldToday(notice));
		}
	}

	private void remember(Notices.End end, Notice notice) {
		try {
			this.notices.get().told(end, notice);
		}
		catch (RuntimeException ex) {
			LOG.warn("That people were told is noted beside the log only", ex);
			markToday(notice);
		}
	}

	// Without a database, a file keeps them from being told with every start.
	private boolean toldToday(Notice notice) {
		try {
			return Files.exists(this.marker) && Files.readString(this.marker).equals(mark(notice));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void markToday(Notice notice) {
		try {
			Files.writeString(this.marker, mark(notice));
		}
		catch (IOException ex) {
			LOG.warn("{} cannot be written", this.marker, ex);
		}
	}

	private String mark(Notice notice) {
		Instant now = this.clock.instant();
		return "%s %s %s%n".formatted(LocalDate.ofInstant(now, ZoneId.systemDefault()), notice.command(),
				notice.trouble());
	}

	/** Whether at least one channel took it. */
	private boolean tell(Notice notice, List<String> troubles) {
		boolean told = false;
		for (Channel channel : this.channels) {
			try {
				channel.tell(notice);
				told = true;
			}
			catch (UntoldException | RuntimeException ex) {
				LOG.warn("{} was not told", channel.name(), ex);
				troubles.add("Not told: %s. %s.".formatted(channel.name(),
						(ex instanceof UntoldException) ? sentence(ex) : "The log has the reason"));
			}
		}
		return told;
	}

	private static String sentence(Exception ex) {
		String message = String.valueOf(ex.getMessage());
		return Character.toUpperCase(message.charAt(0)) + message.substring(1);
	}

	private void beat(int exitCode, List<String> troubles) {
		if (this.heartbeat == null) {
			return;
		}
		try {
			this.heartbeat.beat(exitCode);
		}
		catch (UntoldException | RuntimeException ex) {
			LOG.warn("The heartbeat was not heard", ex);
			troubles.add("The heartbeat was not heard%s."
				.formatted((ex instanceof UntoldException) ? ": " + ex.getMessage() : "; the log has the reason"));
		}
	}

}
