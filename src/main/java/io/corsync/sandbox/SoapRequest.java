package io.corsync.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A call as it came in.
 *
 * @param operation the operation's name
 * @param sessionId the session in the header, null for none
 * @param batchSize the page size in the header, null for none
 * @param arguments the operation's arguments
 */
record SoapRequest(String operation, @Nullable String sessionId, @Nullable String batchSize, List<Argument> arguments) {

	private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

	private static final String PARTNER = "urn:partner.soap.sforce.com";

	/**
	 * An argument of the operation.
	 */
	record Argument(String name, String value) {
	}

	/**
	 * Reads a call.
	 * @throws SoapFault if it is none
	 */
	static SoapRequest parse(byte[] body) {
		Element envelope = document(body);
		if (!is(envelope, SOAP, "Envelope")) {
			throw SoapFault.client("The root of a request is " + SOAP + " Envelope, not " + envelope.getNodeName());
		}
		List<Element> parts = children(envelope);
		Element payload = null;
		String session = null;
		String batch = null;
		for (Element part : parts) {
			if (is(part, SOAP, "Header")) {
				session = header(part, "SessionHeader", "sessionId");
				batch = header(part, "QueryOptions", "batchSize");
			}
			else if (is(part, SOAP, "Body") && children(part).size() == 1) {
				payload = children(part).get(0);
			}
		}
		if (payload == null) {
			throw SoapFault.client("A request needs a soapenv:Body with one operation");
		}
		if (!PARTNER.equals(payload.getNamespaceURI())) {
			throw noOperation(payload.getNamespaceURI(), payload.getLocalName());
		}
		return new SoapRequest(payload.getLocalName(), session, batch, arguments(payload));
	}

	static SoapFault noOperation(@Nullable String namespace, String name) {
		return SoapFault.client("No operation available for request {" + namespace + "}" + name);
	}

	/**
	 * The one argument of that name, which must be there.
	 */
	String text(String name) {
		List<String> values = texts(name);
		if (values.size() != 1) {
			throw SoapFault
				.client("Element {" + PARTNER + "}" + this.operation + " needs one {" + PARTNER + "}" + name);
		}
		return values.get(0);
	}

	List<String> texts(String name) {
		return this.arguments.stream().filter((each) -> each.name().equals(name)).map(Argument::value).toList();
	}

	/**
	 * Refuses arguments that the operation does not have.
	 */
	void allow(List<String> names) {
		for (Argument argument : this.arguments) {
			if (!names.contains(argument.name())) {
				throw SoapFault.client("Element {" + PARTNER + "}" + argument.name() + " invalid at this location");
			}
		}
	}

	private static List<Argument> arguments(Element payload) {
		List<Argument> arguments = new ArrayList<>();
		for (Element child : children(payload)) {
			if (!PARTNER.equals(child.getNamespaceURI()) || !children(child).isEmpty()) {
				throw SoapFault.client("Element {" + child.getNamespaceURI() + "}" + child.getLocalName()
						+ " invalid at this location");
			}
			arguments.add(new Argument(child.getLocalName(), child.getTextContent()));
		}
		return arguments;
	}

	private static @Nullable String header(Element headers, String header, String child) {
		for (Element each : children(headers)) {
			if (is(each, PARTNER, header)) {
				for (Element value : children(each)) {
					if (is(value, PARTNER, child)) {
						return value.getTextContent();
					}
				}
			}
		}
		return null;
	}

	private static boolean is(Element element, String namespace, String name) {
		return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
	}

	private static List<Element> children(Element element) {
		List<Element> children = new ArrayList<>();
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element child) {
				children.add(child);
			}
		}
		return children;
	}

	private static Element document(byte[] body) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setNamespaceAware(true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setXIncludeAware(false);
			factory.setExpandEntityReferences(false);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new Refusing());
			return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
		}
		catch (SAXException | IOException ex) {
			throw SoapFault.client("The request is no XML: " + ex.getMessage());
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("This Java cannot parse XML safely", ex);
		}
	}

	/**
	 * Takes every complaint for an error and prints none.
	 */
	private static final class Refusing implements ErrorHandler {

		@Override
		public void warning(SAXParseException exception) throws SAXException {
			throw exception;
		}

		@Override
		public void error(SAXParseException exception) throws SAXException {
			throw exception;
		}

		@Override
		public void fatalError(SAXParseException exception) throws SAXException {
			throw exception;
		}

	}

}
