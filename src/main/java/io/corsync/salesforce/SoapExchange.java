package io.corsync.salesforce;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * One SOAP request and its answer: tells faults, pages that are no SOAP, and answers that
 * are too large apart before WSC sees a byte, and remembers what WSC would swallow.
 */
final class SoapExchange implements AutoCloseable {

	/** Enough to see what kind of answer it is. */
	private static final int HEAD = 8 * 1024;

	/** Enough to see whether the envelope is closed. */
	private static final int TAIL = 256;

	private static final Pattern END = Pattern.compile("</([\\w.-]+:)?Envelope\\s*>");

	private static final Pattern ENVELOPE = Pattern.compile("<([\\w.-]+:)?Envelope[\\s>]");

	private static final Pattern FAULT = Pattern.compile("<([\\w.-]+:)?Body[^>]*>\\s*<([\\w.-]+:)?Fault[\\s>]");

	private final HttpClient http;

	private final HttpPost post;

	private final long mostBytes;

	private long bytes;

	private @Nullable InputStream content;

	/** The end of what was read so far. */
	private String tail = "";

	private @Nullable ClassicHttpResponse response;

	private @Nullable IOException trouble;

	SoapExchange(HttpClient http, URI endpoint, long mostBytes, CallScope scope) {
		this.http = http;
		this.post = new HttpPost(endpoint);
		this.mostBytes = mostBytes;
		scope.enter(this.post);
	}

	/**
	 * Sends the request.
	 * @param request the envelope
	 * @return the answer's envelope
	 * @throws IOException when there is no answer, or it is not one with a result; the
	 * same as {@link #trouble()} tells later
	 */
	InputStream send(byte[] request) throws IOException {
		try {
			this.post.setHeader("SOAPAction", "\"\"");
			this.post.setHeader("Accept", "text/xml");
			this.post.setEntity(new ByteArrayEntity(request, ContentType.TEXT_XML.withCharset(StandardCharsets.UTF_8)));
			ClassicHttpResponse answer = this.http.executeOpen(null, this.post, null);
			this.response = answer;
			return content(answer);
		}
		catch (IOException ex) {
			this.trouble = ex;
			throw ex;
		}
	}

	private InputStream content(ClassicHttpResponse answer) throws IOException {
		HttpEntity entity = answer.getEntity();
		InputStream raw = (entity != null) ? entity.getContent() : InputStream.nullInputStream();
		InputStream content = new BufferedInputStream(new Counted((raw != null) ? raw : InputStream.nullInputStream()),
				2 * HEAD);
		content.mark(HEAD + 1);
		String head = new String(content.readNBytes(HEAD), StandardCharsets.UTF_8);
		content.reset();
		if (!ENVELOPE.matcher(head).find()) {
			throw new NoSoap(answer.getCode(), head.isBlank());
		}
		if (answer.getCode() >= 400 || FAULT.matcher(head).find()) {
			throw SoapFault.read(content, answer.getCode());
		}
		this.content = content;
		return new Open(content);
	}

	/**
	 * Whether the answer lacks its end; WSC's parser says it in many ways, or takes it
	 * for another error.
	 * @return true when HTTP was content, but the envelope is not closed
	 */
	boolean endsEarly() {
		try {
			return this.trouble == null && finish() && !END.matcher(this.tail).find();
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Reads what stands behind the envelope, so that the connection can serve again.
	 * @return whether there was an answer
	 * @throws IOException when there is no end
	 */
	boolean finish() throws IOException {
		InputStream rest = this.content;
		if (rest != null) {
			rest.transferTo(OutputStream.nullOutputStream());
		}
		return rest != null;
	}

	/**
	 * What went wrong below WSC.
	 * @return null when nothing did, even if WSC could not read the answer
	 */
	@Nullable IOException trouble() {
		return this.trouble;
	}

	/**
	 * How large the answer was, without compression.
	 * @return bytes read so far
	 */
	long bytes() {
		return this.bytes;
	}

	/**
	 * The server's clock when it answered, to the second.
	 * @return null when it did not tell
	 */
	@Nullable Instant date() {
		return (this.response != null) ? DateUtils.parseStandardDate(this.response, "Date") : null;
	}

	@Override
	public void close() {
		try {
			if (this.response != null) {
				this.response.close();
			}
		}
		catch (IOException ex) {
			// The answer is read, or given up already.
			this.post.cancel();
		}
	}

	/** WSC closes what it read, right or wrong, and we may want the rest. */
	private static final class Open extends FilterInputStream {

		Open(InputStream in) {
			super(in);
		}

		@Override
		public void close() {
			// The exchange closes it.
		}

	}

	/** Bounds the answer, and remembers why it broke off. */
	private final class Counted extends FilterInputStream {

		Counted(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			try {
				int count = super.read(buffer, offset, length);
				note(buffer, offset, Math.max(count, 0));
				if (SoapExchange.this.bytes > SoapExchange.this.mostBytes) {
					// Closing the answer would read the rest of it.
					SoapExchange.this.post.cancel();
					throw new TooLarge(SoapExchange.this.mostBytes);
				}
				return count;
			}
			catch (IOException ex) {
				SoapExchange.this.trouble = ex;
				throw ex;
			}
		}

	}

	private void note(byte[] buffer, int offset, int count) {
		this.bytes += count;
		int kept = Math.min(count, TAIL);
		String end = this.tail + new String(buffer, offset + count - kept, kept, StandardCharsets.ISO_8859_1);
		this.tail = end.substring(Math.max(0, end.length() - TAIL));
	}

	/** An answer that is no SOAP: an HTML page, an empty body, a proxy's words. */
	static final class NoSoap extends IOException {

		private final int status;

		private final boolean empty;

		NoSoap(int status, boolean empty) {
			super("HTTP " + status + (empty ? " with an empty body" : " with a page that is no SOAP"));
			this.status = status;
			this.empty = empty;
		}

		int status() {
			return this.status;
		}

		boolean empty() {
			return this.empty;
		}

	}

	/** An answer that would not fit into memory. */
	static final class TooLarge extends IOException {

		TooLarge(long mostBytes) {
			super("answer of more than " + mostBytes + " bytes");
		}

	}

}
