package io.corsync.report;

import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What Jakarta Mail does not do by itself: it would wait for ever, and send a password
 * without encryption. Settings under {@code spring.mail.properties} win.
 */
final class MailSafety {

	private MailSafety() {
	}

	static JavaMailSender of(JavaMailSender sender, Duration patience) {
		if (sender instanceof JavaMailSenderImpl mail) {
			Properties properties = mail.getJavaMailProperties();
			for (String protocol : new String[] { "smtp", "smtps" }) {
				for (String wait : new String[] { "connectiontimeout", "timeout", "writetimeout" }) {
					properties.putIfAbsent("mail.%s.%s".formatted(protocol, wait), String.valueOf(patience.toMillis()));
				}
				properties.putIfAbsent("mail.%s.ssl.checkserveridentity".formatted(protocol), "true");
			}
			boolean encrypted = Boolean.parseBoolean(properties.getProperty("mail.smtp.ssl.enable"));
			properties.putIfAbsent("mail.smtp.starttls.enable", "true");
			if (mail.getPassword() != null && !encrypted && !loopback(mail.getHost())) {
				properties.putIfAbsent("mail.smtp.starttls.required", "true");
			}
		}
		return sender;
	}

	private static boolean loopback(@Nullable String host) {
		return host == null || host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
	}

}
