package io.corsync.report;

import java.net.URI;

import io.corsync.sync.Notice;

/**
 * Tells people through the webhook of their chat, or a program of theirs.
 */
final class Webhook implements Channel {

	private final URI address;

	private final String format;

	private final Outbound outbound;

	Webhook(URI address, String format, Outbound outbound) {
		this.address = address;
		this.format = format;
		this.outbound = outbound;
	}

	@Override
	public String name() {
		return "the webhook at %s (%s)".formatted(this.address.getHost(), this.format);
	}

	@Override
	public void tell(Notice notice) throws UntoldException {
		this.outbound.post(this.address, "application/json", NoticeBody.of(this.format, notice));
	}

}
