package io.corsync.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people are told. The addresses are secrets: whoever has one can write there.
 *
 * @param webhookUrl gets a message on a change of state
 * @param format the message's form: {@code json}, {@code slack} or {@code teams}
 * @param heartbeatUrl is called after every run that nobody watches, with the exit code
 * @param mailTo who gets the message by mail
 * @param mailFrom the mail's sender
 */
@ConfigurationProperties("notify")
public record NotifyProperties(@Nullable String webhookUrl, @DefaultValue("json") String format,
		@Nullable String heartbeatUrl, @Nullable List<String> mailTo, @Nullable String mailFrom) {

	/** What stands for the exit code in the heartbeat's address. */
	static final String EXIT_CODE = "{exit-code}";

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

	private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");

	/** Secrets from files end in a line break more often than not. */
	public NotifyProperties {
		webhookUrl = stripped(webhookUrl);
		heartbeatUrl = stripped(heartbeatUrl);
		mailFrom = stripped(mailFrom);
		mailTo = (mailTo != null) ? mailTo.stream().map(String::strip).filter((to) -> !to.isEmpty()).toList()
				: List.of();
	}

	private static @Nullable String stripped(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Who gets the message by mail.
	 * @return none when nobody does
	 */
	List<String> recipients() {
		return (this.mailTo != null) ? this.mailTo : List.of();
	}

	/**
	 * What keeps these settings from working, all at once.
	 * @param mailHost the mail server, empty for none
	 * @return sentences that name key and remedy, not the address
	 */
	List<String> problems(String mailHost) {
		List<String> problems = new ArrayList<>();
		check(problems, "notify.webhook-url", this.webhookUrl);
		check(problems, "notify.heartbeat-url",
				(this.heartbeatUrl != null) ? this.heartbeatUrl.replace(EXIT_CODE, "0") : null);
		if (!List.of("json", "slack", "teams").contains(this.format)) {
			problems.add("notify.format (NOTIFY_FORMAT) is \"%s\". Set json, slack or teams.".formatted(this.format));
		}
		for (String to : recipients()) {
			if (!MAIL.matcher(to).matches()) {
				problems.add(
						"notify.mail-to (NOTIFY_MAIL_TO) has \"%s\", which is no mail address. Set addresses with commas between them."
							.formatted(to));
			}
		}
		if (!recipients().isEmpty() && (this.mailFrom == null || !MAIL.matcher(this.mailFrom).matches())) {
			problems.add("notify.mail-from (NOTIFY_MAIL_FROM) is no mail address. Set the sender's.");
		}
		if (!recipients().isEmpty() && mailHost.isBlank()) {
			problems.add("spring.mail.host (SPRING_MAIL_HOST) is missing. Set the mail server, or no notify.mail-to.");
		}
		return problems;
	}

	private static void check(List<String> problems, String key, @Nullable String url) {
		if (url == null) {
			return;
		}
		String name = "%s (%s)".formatted(key, key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
		try {
			URI uri = new URI(url);
			String host = uri.getHost();
			if (host == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
				problems.add(name + " is no web address. Set one that begins with https://.");
			}
			else if (uri.getScheme().equals("http") && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
				problems.add("%s is plain http to %s. Use https; plain http is for this machine only.".formatted(name,
						host));
			}
		}
		catch (URISyntaxException ex) {
			problems.add(name + " is no web address. Copy it again.");
		}
	}

	/** Without the addresses. */
	@Override
	public String toString() {
		return "NotifyProperties[webhookUrl=%s, format=%s, heartbeatUrl=%s, mailTo=%s, mailFrom=%s]".formatted(
				(this.webhookUrl != null) ? "***" : null, this.format, (this.heartbeatUrl != null) ? "***" : null,
				this.mailTo, this.mailFrom);
	}

}
