package io.corsync.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.corsync.sync.Notice;

/**
 * A notice in plain words.
 */
final class NoticeText {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT);

	private NoticeText() {
	}

	static String title(Notice notice) {
		String command = "cor-sync " + notice.command();
		return switch (notice.change()) {
			case BEGAN -> "%s: %s".formatted(command, trouble(notice));
			case STILL -> "%s, for %d nights: %s".formatted(command, notice.nights(), trouble(notice));
			case RECOVERED -> "%s works again".formatted(command);
		};
	}

	private static String trouble(Notice notice) {
		return switch (notice.trouble()) {
			case "2" -> "settings, credentials or rights keep it from running";
			case "3" -> "records are stuck";
			case "4" -> "Salesforce or COR is down, or a quota is used up";
			case "6" -> "it waits for somebody's yes";
			case Notice.NOTHING_READ -> "Salesforce has shown nothing for 3 working days, though usually there is";
			default -> "it failed";
		};
	}

	static List<String> lines(Notice notice) {
		List<String> lines = new ArrayList<>();
		if (notice.organization() != null) {
			lines.add("From %s to %s%s".formatted(notice.organization(), notice.corUrl(),
					(notice.run() != null) ? ", run %d".formatted(notice.run()) : ""));
		}
		if (notice.change() == Notice.Change.RECOVERED) {
			lines.add("Something was wrong since %s.".formatted(time(notice.since())));
			return lines;
		}
		if (notice.problem() != null) {
			notice.problem().lines().forEach(lines::add);
		}
		for (Notice.Cause cause : notice.causes()) {
			lines.add("%,d %s: %s (%s). %s".formatted(cause.rows(), (cause.rows() == 1) ? "row" : "rows", cause.means(),
					cause.cause(), cause.remedy()));
		}
		lines.add("Since %s. Exit code %d.".formatted(time(notice.since()), notice.exitCode()));
		lines.add("What to do: " + notice.todo());
		return lines;
	}

	private static String time(Instant time) {
		return TIME.format(time.atZone(ZoneId.systemDefault()));
	}

}
