package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import org.jspecify.annotations.Nullable;

/**
 * Puts one record's story into words: first for whoever sold it, then for whoever must
 * act.
 */
final class StoryWords {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT);

	private final Kind kind;

	private final @Nullable Entry entry;

	private final @Nullable Sight sight;

	private final @Nullable Instant since;

	private final Map<String, Explanation.Change> differences;

	private final List<Explanation.Relative> parents;

	StoryWords(Kind kind, @Nullable Entry entry, @Nullable Sight sight, @Nullable Instant since,
			Map<String, Explanation.Change> differences, List<Explanation.Relative> parents) {
		this.kind = kind;
		this.entry = entry;
		this.sight = sight;
		this.since = since;
		this.differences = differences;
		this.parents = parents;
	}

	String headline(String id) {
		String subject = (this.kind == Kind.PROJECT) ? "Your deal" : "The " + this.kind.word();
		String name = (this.entry != null && !this.entry.name().isEmpty()) ? this.entry.name()
				: (this.sight != null) ? this.sight.name() : null;
		String named = (name != null) ? "%s \"%s\"".formatted(subject, name) : "%s %s".formatted(subject, id);
		String words = "%s %s".formatted(named, (this.entry == null) ? unsent() : sent(this.entry));
		return (this.entry != null && this.entry.parkedReason() != null)
				? "%s It was set aside: %s".formatted(words, ended(this.entry.parkedReason())) : words;
	}

	private String unsent() {
		if (this.sight == null) {
			return "was never sent to COR, as far as the ledger knows.";
		}
		return switch (this.sight.presence()) {
			case DELETED -> "was deleted in Salesforce, and was never sent to COR.";
			case INVISIBLE ->
				"was never sent to COR, and Salesforce does not show it: it does not exist any more, or the integration user may not see it.";
			case VISIBLE -> visibleUnsent(this.sight);
		};
	}

	private String visibleUnsent(Sight seen) {
		if (this.kind != Kind.PROJECT) {
			return "was never sent to COR: no project has needed it yet.";
		}
		return seen.brought() ? "was never sent to COR, although it is among those that are brought there."
				: "was never sent to COR, because it does not meet the rule: %s."
					.formatted(String.join(" AND ", seen.unmet()));
	}

	private String sent(Entry row) {
		String message = (row.trouble() != null) ? ended(row.trouble().message()) : "";
		return switch (row.state()) {
			case SYNCED -> synced();
			case INCOMPLETE -> synced() + " " + message;
			case SENDING -> "is being sent to COR.";
			case UNKNOWN -> "was sent to COR; whether it arrived is being found out.";
			case WAITING -> "waits, because " + waitsFor(row);
			case BLOCKED -> "is held up by a setting in COR: " + message;
			case REJECTED -> "was refused%s: %s"
				.formatted(row.inCor() ? " in its newest version, COR has an older one" : "", message);
			case RETRYING -> "could not be sent yet: " + message;
			case HELD -> "is held back until somebody approves it: " + message;
			case OUT_OF_SCOPE -> "is not brought to COR any more. " + message;
		};
	}

	private String synced() {
		String inCor = "is in COR" + ((this.since != null) ? " since " + time(this.since) : "");
		if (this.entry != null && this.entry.state() == State.INCOMPLETE) {
			inCor += ", but not complete";
		}
		if (this.sight != null && this.sight.presence() == Sight.Presence.DELETED) {
			return inCor + ", and was deleted in Salesforce.";
		}
		if (this.sight != null && !this.sight.unmet().isEmpty()) {
			return "%s, but does not meet the rule any more: %s.".formatted(inCor,
					String.join(" AND ", this.sight.unmet()));
		}
		boolean complete = this.entry == null || this.entry.state() != State.INCOMPLETE;
		return (complete && !this.differences.isEmpty()) ? inCor + "; a later change is still to be sent."
				: inCor + ".";
	}

	private String waitsFor(Entry row) {
		Explanation.Relative root = null;
		for (Explanation.Relative parent : this.parents) {
			boolean stuck = parent.state() != null && State.STUCK.contains(parent.state());
			root = (stuck && (root == null || root.state() == State.WAITING)) ? parent : root;
		}
		if (root == null || root.state() == null) {
			return (row.trouble() != null) ? ended(uncapital(row.trouble().message())) : "its client is not in COR.";
		}
		return "its %s \"%s\" %s: %s".formatted(root.kind(), root.name(), stands(root.state()),
				ended(String.valueOf(root.message())));
	}

	private static String stands(State state) {
		return switch (state) {
			case REJECTED -> "was refused";
			case BLOCKED -> "is held up by a setting in COR";
			case HELD -> "is held back until somebody approves it";
			case RETRYING -> "could not be sent yet";
			case UNKNOWN, SENDING -> "was sent, and COR has not confirmed it yet";
			case WAITING, SYNCED, INCOMPLETE, OUT_OF_SCOPE -> "is not in COR yet";
		};
	}

	/**
	 * What happens next, and when, and who must act.
	 */
	List<String> next(String id, Optional<Instant> reached, Duration overlap) {
		List<String> next = new ArrayList<>();
		if (this.entry == null) {
			next.add(nextOfUnsent(id, reached.map((mark) -> mark.minus(overlap)).orElse(null)));
			return next;
		}
		if (this.entry.state() == State.SYNCED && !this.differences.isEmpty()) {
			next.add(nextChange(id, reached.map((mark) -> mark.minus(overlap)).orElse(null)));
			return next;
		}
		remedy(this.entry, id).ifPresent((remedy) -> next.add("Do: " + remedy));
		next.add(named(Remedies.next(this.entry.state()), this.entry, id));
		if (this.entry.nextAttemptAt() != null) {
			next.add("Not before " + time(this.entry.nextAttemptAt()) + ".");
		}
		return next;
	}

	private static String named(String words, Entry row, String id) {
		return words.replace("approve RUN", "approve " + row.lastRun().run()).replace("--id ID", "--id " + id);
	}

	private Optional<String> remedy(Entry row, String id) {
		for (Explanation.Relative parent : this.parents) {
			if ((row.state() == State.WAITING || row.state() == State.INCOMPLETE) && parent.cause() != null
					&& parent.state() != null && parent.state() != State.WAITING
					&& State.STUCK.contains(parent.state())) {
				return Optional.of("for %s %s: %s".formatted(parent.kind(), parent.externalId(),
						Remedies.of(parent.cause(), parent.state()).remedy()));
			}
		}
		return (row.trouble() != null && State.STUCK.contains(row.state()))
				? Optional.of(named(Remedies.of(row.trouble().cause(), row.state()).remedy(), row, id))
				: Optional.empty();
	}

	private String nextOfUnsent(String id, @Nullable Instant readFrom) {
		if (this.sight == null) {
			return "Ask again when Salesforce can be reached.";
		}
		if (this.sight.presence() != Sight.Presence.VISIBLE) {
			return "Nothing, unless it can be seen again. If it ought to be there, give the integration user access to it.";
		}
		if (this.kind != Kind.PROJECT) {
			return "It is created together with the first project that needs it.";
		}
		if (!this.sight.brought()) {
			return "Nothing, until it meets every part of the rule.";
		}
		if (readFrom == null) {
			return notFromTheBeginning()
					? "The first run leaves it out for sync.from; sync --id %s brings it now.".formatted(id)
					: "The first sync brings it, or sync --id %s now.".formatted(id);
		}
		return nextChange(id, readFrom);
	}

	private boolean notFromTheBeginning() {
		return this.sight != null && this.sight.rule()
			.stream()
			.anyMatch((part) -> part.note() != null && Boolean.FALSE.equals(part.met()));
	}

	private String nextChange(String id, @Nullable Instant readFrom) {
		Instant changed = (this.sight != null) ? this.sight.changedAt() : null;
		return (readFrom == null || (changed != null && !changed.isBefore(readFrom)))
				? "The next sync reads it; sync --id %s does it now.".formatted(id)
				: "No run reads it by itself, since it has not changed after %s; sync --id %s does it now."
					.formatted(time(readFrom), id);
	}

	private static String time(Instant time) {
		return TIME.format(time.atZone(ZoneId.systemDefault()));
	}

	private static String ended(String sentence) {
		String text = sentence.strip();
		return text.matches("(?s).*[.!?…]") ? text : text + ".";
	}

	private static String uncapital(String text) {
		return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
	}

}
