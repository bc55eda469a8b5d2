package io.corsync.sync;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the past is kept.
 *
 * @param keep runs that ended longer ago, with their calls, COR's answers and files, are
 * removed at the end of a run
 */
@ConfigurationProperties("history")
public record HistoryProperties(@DefaultValue("400d") Duration keep) {

	/** The last six weeks tell what is usual. */
	private static final Duration LEAST = Duration.ofDays(45);

	/**
	 * What keeps these settings from working.
	 * @return sentences that name key, value and remedy; empty when all is well
	 */
	public List<String> problems() {
		return (this.keep.compareTo(LEAST) >= 0) ? List.of() : List
			.of("history.keep (HISTORY_KEEP) is %d d %d h. Set at least %dd: the last weeks tell whether a night is unusual."
				.formatted(this.keep.toDays(), this.keep.toHoursPart(), LEAST.toDays()));
	}

}
