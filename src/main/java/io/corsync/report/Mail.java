package io.corsync.report;

import java.util.List;

import io.corsync.sync.Notice;

import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Tells people by mail.
 */
final class Mail implements Channel {

	private final JavaMailSender sender;

	private final String host;

	private final String from;

	private final List<String> to;

	Mail(JavaMailSender sender, String host, String from, List<String> to) {
		this.sender = sender;
		this.host = host;
		this.from = from;
		this.to = to;
	}

	@Override
	public String name() {
		return "mail to " + String.join(", ", this.to);
	}

	@Override
	public void tell(Notice notice) throws UntoldException {
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom(this.from);
		message.setTo(this.to.toArray(String[]::new));
		message.setSubject(NoticeText.title(notice));
		message.setText(String.join("\n\n", NoticeText.lines(notice)) + "\n");
		try {
			this.sender.send(message);
		}
		catch (MailException ex) {
			throw new UntoldException("the mail server %s did not take it; the log has its words".formatted(this.host),
					ex);
		}
	}

}
