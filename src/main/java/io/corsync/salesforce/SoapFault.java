package io.corsync.salesforce;

import java.io.IOException;
import java.io.InputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * A SOAP fault as it stands in the answer; WSC's stubs would lose every code and class
 * that they do not know.
 */
final class SoapFault extends IOException {

	private final int status;

	private final String code;

	private final String text;

	private final @Nullable ApiUsage usage;

	private SoapFault(int status, String code, String text, @Nullable ApiUsage usage) {
		super(code + ": " + text);
		this.status = status;
		this.code = code;
		this.text = text;
		this.usage = usage;
	}

	/**
	 * Reads a fault.
	 * @param content the envelope
	 * @param status HTTP status
	 * @return the fault
	 * @throws IOException when the answer breaks off or is not readable
	 */
	static SoapFault read(InputStream content, int status) throws IOException {
		Parts parts = new Parts();
		try {
			XMLInputFactory factory = XMLInputFactory.newFactory();
			factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
			factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
			factory.setProperty(XMLInputFactory.IS_COALESCING, true);
			XMLStreamReader xml = factory.createXMLStreamReader(content, "UTF-8");
			while (xml.hasNext()) {
				switch (xml.next()) {
					case XMLStreamConstants.START_ELEMENT -> parts.start(xml.getLocalName());
					case XMLStreamConstants.CHARACTERS -> parts.text(xml.getText());
					case XMLStreamConstants.END_ELEMENT -> parts.end();
					default -> {
					}
				}
			}
		}
		catch (XMLStreamException ex) {
			throw (ex.getNestedException() instanceof IOException io) ? io : new SoapExchange.NoSoap(status, false);
		}
		return parts.fault(status);
	}

	int status() {
		return this.status;
	}

	/**
	 * Salesforce's exception code.
	 * @return such as {@code INVALID_FIELD}
	 */
	String code() {
		return this.code;
	}

	String text() {
		return this.text;
	}

	@Nullable ApiUsage usage() {
		return this.usage;
	}

	/** Collects the few texts that matter, wherever they stand. */
	private static final class Parts {

		private final StringBuilder text = new StringBuilder();

		private String element = "";

		private String faultCode = "";

		private String faultString = "";

		private String exceptionCode = "";

		private String exceptionMessage = "";

		private int used = -1;

		private int limit = -1;

		void start(String name) {
			this.element = name;
			this.text.setLength(0);
		}

		void text(String characters) {
			this.text.append(characters);
		}

		void end() {
			String value = this.text.toString().strip();
			switch (this.element) {
				case "faultcode" -> this.faultCode = value.substring(value.indexOf(':') + 1);
				case "faultstring" -> this.faultString = value;
				case "exceptionCode" -> this.exceptionCode = value;
				case "exceptionMessage" -> this.exceptionMessage = value;
				case "current" -> this.used = number(value);
				case "limit" -> this.limit = number(value);
				default -> {
				}
			}
			this.element = "";
		}

		private static int number(String value) {
			try {
				return Integer.parseInt(value);
			}
			catch (NumberFormatException ex) {
				return -1;
			}
		}

		SoapFault fault(int status) {
			String code = this.exceptionCode.isEmpty() ? this.faultCode : this.exceptionCode;
			String text = this.exceptionMessage.isEmpty() ? this.faultString : this.exceptionMessage;
			ApiUsage usage = (this.used >= 0 && this.limit > 0) ? new ApiUsage(this.used, this.limit) : null;
			return new SoapFault(status, code, text.isEmpty() ? this.faultString : text, usage);
		}

	}

}
