package io.corsync.status;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.corsync.ledger.Entry;
import io.corsync.ledger.Run;
import io.corsync.ledger.State;
import io.corsync.sync.Explanation;
import io.corsync.sync.Overview;
import io.corsync.sync.Remedies;
import io.corsync.sync.Sight;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Puts values into the words of whoever looks at the page: its language, and the zone in
 * which runs are scheduled.
 */
final class PageWords {

	private static final Duration MOST_MINUTES = Duration.ofHours(2);

	private static final Duration MOST_HOURS = Duration.ofDays(2);

	private final MessageSource messages;

	private final Locale locale;

	private final ZoneId zone;

	private final Clock clock;

	PageWords(MessageSource messages, Locale locale, ZoneId zone, Clock clock) {
		this.messages = messages;
		this.locale = locale;
		this.zone = zone;
		this.clock = clock;
	}

	public String language() {
		return this.locale.getLanguage();
	}

	/**
	 * Words of the page.
	 */
	public String say(String key, Object... values) {
		return this.messages.getMessage(key, values, this.locale);
	}

	private String sayOr(String key, String otherwise) {
		return Objects.requireNonNullElse(this.messages.getMessage(key, null, otherwise, this.locale), otherwise);
	}

	public String number(long number) {
		return NumberFormat.getIntegerInstance(this.locale).format(number);
	}

	/**
	 * A time with its zone, as people read it.
	 */
	public String time(@Nullable Instant time) {
		return (time != null) ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(this.locale)
			.format(time.atZone(this.zone)) + " " + zone(time) : "";
	}

	/**
	 * A time to the second, for what happens in quick succession.
	 */
	public String second(Instant time) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
			.withLocale(this.locale)
			.format(time.atZone(this.zone)) + " " + zone(time);
	}

	private String zone(Instant time) {
		return DateTimeFormatter.ofPattern("z", Locale.ROOT).format(time.atZone(this.zone));
	}

	/**
	 * A time for programs that read the page.
	 */
	public String iso(@Nullable Instant time) {
		return (time != null) ? time.atZone(this.zone).toOffsetDateTime().toString() : "";
	}

	public String day(Instant time) {
		return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
			.withLocale(this.locale)
			.format(time.atZone(this.zone));
	}

	public String day(LocalDate day) {
		return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(this.locale).format(day);
	}

	/**
	 * How long ago something was.
	 */
	public String ago(Instant time) {
		return say("time.ago", length(Duration.between(time, this.clock.instant())));
	}

	/**
	 * When something will be.
	 */
	public String in(Instant time) {
		Duration left = Duration.between(this.clock.instant(), time);
		return left.isNegative() ? say("time.now") : say("time.in", length(left));
	}

	/**
	 * How long something took, or takes.
	 */
	public String between(Instant begin, @Nullable Instant end) {
		return length(Duration.between(begin, (end != null) ? end : this.clock.instant()));
	}

	public String length(Duration some) {
		Duration length = some.isNegative() ? Duration.ZERO : some;
		if (length.compareTo(Duration.ofMinutes(2)) < 0) {
			return say("time.seconds", length.toSeconds());
		}
		if (length.compareTo(MOST_MINUTES) < 0) {
			return say("time.minutes", length.toMinutes());
		}
		return (length.compareTo(MOST_HOURS) < 0) ? say("time.hours", length.toHours(), length.toMinutesPart())
				: say("time.days", length.toDays());
	}

	public String state(State state) {
		return say("state." + state.name());
	}

	public String state(String word) {
		return state(known(word));
	}

	/**
	 * The state that a word stands for.
	 */
	public State known(String word) {
		return State.valueOf(word.toUpperCase(Locale.ROOT));
	}

	public boolean stuck(State state) {
		return State.STUCK.contains(state);
	}

	/**
	 * How many of a kind.
	 */
	public String kind(String kind, long rows) {
		return say("kind." + kind, rows);
	}

	/**
	 * How many of each kind.
	 */
	public String kinds(Map<String, Long> rows) {
		return rows.entrySet()
			.stream()
			.map((entry) -> kind(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining(", "));
	}

	/**
	 * What a cause means.
	 */
	public String means(String cause, State state) {
		return translated("cause.%s.means", cause, state, Remedies.of(cause, state).means()) + ".";
	}

	/**
	 * What a person does about a cause.
	 */
	public String remedy(String cause, State state) {
		return translated("cause.%s.remedy", cause, state, Remedies.of(cause, state).remedy());
	}

	// The English words are those of the commands.
	private String translated(String key, String cause, State state, String english) {
		if (english()) {
			return english;
		}
		return sayOr(key.formatted(cause), sayOr(key.formatted(other(cause, state)), english));
	}

	private static String other(String cause, State state) {
		if (!cause.startsWith("HTTP_")) {
			return "OTHER";
		}
		return switch (state) {
			case BLOCKED -> "HTTP_BLOCKED";
			case UNKNOWN -> cause.matches("HTTP_5..") ? "HTTP_5XX" : "HTTP_UNKNOWN";
			default -> "HTTP_OTHER";
		};
	}

	/**
	 * How a row in a state goes on.
	 */
	public String next(State state) {
		return say("next." + state.name());
	}

	/**
	 * How a run ended, in a word or two.
	 */
	public String outcome(String outcome) {
		return say("outcome." + outcome);
	}

	/**
	 * How a run ended, in a word or two.
	 */
	public String ending(Overview.Told told) {
		Run run = told.run();
		boolean open = run.state() == Run.Status.COMPLETED && run.exitCode() != null && run.exitCode() != 0;
		return say("ending." + run.state().name()) + (open ? ", " + say("ending.open") : "");
	}

	/**
	 * The colour of a run's end.
	 */
	public String tone(Overview.Told told) {
		Run run = told.run();
		if (!told.balanced()) {
			return "bad";
		}
		return switch (run.state()) {
			case COMPLETED -> (run.exitCode() != null && run.exitCode() == 0) ? "good" : "care";
			case FAILED -> "bad";
			case STOPPED, INTERRUPTED -> "care";
			case RUNNING -> "";
		};
	}

	/**
	 * The columns of some books.
	 */
	public List<String> columns(List<Overview.Line> lines) {
		return Overview.columns(lines);
	}

	/**
	 * What came of a call, in a word.
	 */
	public String answer(String outcome) {
		return sayOr("answer." + outcome, outcome.toLowerCase(Locale.ROOT));
	}

	public String millis(Instant begin, Instant end) {
		return number(Duration.between(begin, end).toMillis()) + " ms";
	}

	/**
	 * The fields of a call whose values are not known any more.
	 */
	public List<String> unnamed(Explanation.Made made) {
		return made.changedFields().stream().filter((field) -> !made.values().containsKey(field)).toList();
	}

	/**
	 * One record's story in a sentence. The English one is that of the command.
	 */
	public String headline(Explanation.Story story) {
		if (english()) {
			return story.headline();
		}
		Entry entry = story.entry();
		String name = (entry != null && !entry.name().isEmpty()) ? entry.name()
				: (story.salesforce() != null && story.salesforce().name() != null) ? story.salesforce().name()
						: story.externalId();
		String subject = say("kind.the." + story.kind(), name);
		if (entry != null) {
			String since = (story.inCorSince() != null && entry.state() == State.SYNCED)
					? say("story.incor.since", time(story.inCorSince())) : say("story.is." + entry.state().name());
			return subject + " " + since;
		}
		Sight sight = story.salesforce();
		if (sight == null) {
			return subject + " " + say("story.never");
		}
		return subject + " " + switch (sight.presence()) {
			case DELETED -> say("story.never.deleted");
			case INVISIBLE -> say("story.never.invisible");
			case VISIBLE ->
				sight.brought() ? say("story.never") : say("story.never.rule", String.join(" AND ", sight.unmet()));
		};
	}

	/**
	 * What happens next to a record, and who must act.
	 */
	public List<String> next(Explanation.Story story) {
		Entry entry = story.entry();
		if (entry == null || (entry.state() == State.SYNCED && !story.differences().isEmpty())) {
			return english() ? story.next() : List.of();
		}
		List<String> next = new ArrayList<>();
		if (entry.trouble() != null && State.STUCK.contains(entry.state())) {
			next.add(remedy(entry.trouble().cause(), entry.state()));
		}
		next.add(next(entry.state()));
		return next;
	}

	private boolean english() {
		return language().equals(Locale.ENGLISH.getLanguage());
	}

	/**
	 * A step of a run.
	 */
	public String phase(@Nullable String step) {
		return (step != null) ? sayOr("phase." + step, step) : say("phase.none");
	}

}
