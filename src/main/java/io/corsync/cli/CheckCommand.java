package io.corsync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.report.Messenger;
import io.corsync.sync.Checkup;
import io.corsync.sync.ExitCode;
import io.corsync.sync.MappingCheckup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code check} command.
 */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Tries logins, rights, mapped fields, filter, database and clock, and names the remedy for each failure. Changes nothing.")
final class CheckCommand implements Callable<Integer> {

	private static final int SUBJECT_WIDTH = 18;

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--mapping",
			description = "Tries the mapping file and the tests in mapping-tests beside it only. Calls nobody.")
	private boolean mapping;

	@Option(names = "--permission-set",
			description = "Prints the Salesforce permission set (metadata XML) that this mapping needs, instead.")
	private boolean permissionSet;

	@Option(names = "--notify", description = "Also sends a test message to everybody that notify.* names.")
	private boolean notify;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	CheckCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		if (this.mapping && (this.permissionSet || this.notify)) {
			throw new ParameterException(this.spec.commandLine(),
					"--mapping calls nobody, so --permission-set and --notify have no use beside it. Leave them out.");
		}
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
			if (this.mapping) {
				return tell(parts.get(MappingCheckup.class).run());
			}
			Checkup checkup = parts.get(Checkup.class);
			if (this.permissionSet) {
				this.screen.answer(checkup.permissionSet());
				return ExitCode.DONE.code();
			}
			List<Checkup.Finding> findings = new ArrayList<>(checkup.run());
			notifications(parts.get(Messenger.class), findings);
			return tell(findings);
		}
	}

	private int tell(List<Checkup.Finding> findings) {
		if (this.output.json()) {
			this.screen.json(findings);
		}
		else {
			print(findings);
		}
		ExitCode code = ExitCode.DONE;
		for (Checkup.Finding finding : findings) {
			code = code.and(finding.code());
		}
		return code.code();
	}

	private void notifications(Messenger messenger, List<Checkup.Finding> findings) {
		List<String> troubles = this.notify ? messenger.test() : messenger.problems();
		troubles.forEach((trouble) -> findings.add(new Checkup.Finding("Notifications", ExitCode.REFUSED, trouble)));
		if (troubles.isEmpty() && !messenger.channels().isEmpty()) {
			findings.add(new Checkup.Finding("Notifications", ExitCode.DONE,
					(this.notify ? "A test was sent to " : "Go to ") + String.join(", and ", messenger.channels())));
		}
		else if (troubles.isEmpty() && this.notify) {
			findings.add(new Checkup.Finding("Notifications", ExitCode.REFUSED,
					"Nobody is named: set notify.webhook-url (NOTIFY_WEBHOOK_URL) or notify.mail-to (NOTIFY_MAIL_TO)"));
		}
	}

	private void print(List<Checkup.Finding> findings) {
		for (Checkup.Finding finding : findings) {
			if (!finding.good() || finding.note() || !this.screen.quiet()) {
				print(finding);
			}
		}
		long failed = findings.stream().filter((finding) -> !finding.good()).count();
		if (failed == 0) {
			this.screen.doneLine("Everything holds.");
		}
		else {
			this.screen.answerLine("%d %s mended; then check again.".formatted(failed,
					(failed == 1) ? "thing must be" : "things must be"));
		}
	}

	private void print(Checkup.Finding finding) {
		String words = this.screen.wrap(finding.words(), " ".repeat(6 + SUBJECT_WIDTH));
		String verdict = finding.note() ? "note  "
				: finding.good() ? this.screen.paint(Paint.GOOD, "ok    ") : this.screen.paint(Paint.BAD, "FAILS ");
		this.screen.answerLine(verdict + "%-18s".formatted(finding.subject()) + words.stripLeading());
	}

}
