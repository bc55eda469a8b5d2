package io.corsync.sandbox;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every answer is valid by the schemas of the Partner WSDL. The WSDL is Salesforce's and
 * not kept here: {@code -Dsalesforce.wsdl=FILE} names a copy, without it these tests are
 * skipped.
 */
class SalesforceSchemaTests {

	private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

	@TempDir
	private static Path directory;

	private static Schema schema;

	private static SalesforceLoopback salesforce;

	private static String session;

	@BeforeAll
	static void start() throws Exception {
		String wsdl = System.getProperty("salesforce.wsdl");
		assumeTrue(wsdl != null, "SKIPPED: no copy of the Partner WSDL, give one with -Dsalesforce.wsdl=FILE");
		schema = schema(Path.of(wsdl));
		salesforce = new SalesforceLoopback(SalesforceLoopback.world(600));
		session = salesforce.world.sessions().open();
	}

	@AfterAll
	static void stop() {
		if (salesforce != null) {
			salesforce.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"<query><queryString>SELECT Id, Name, Amount, CloseDate, IsWon, SystemModstamp, Description, Account.Name, "
					+ "Account.Id, Contract.Account.Name FROM Opportunity</queryString></query>",
			"<query><queryString>SELECT Name FROM Account</queryString></query>",
			"<query><queryString>SELECT COUNT() FROM Account</queryString></query>",
			"<query><queryString>SELECT Id FROM Account WHERE Name = null</queryString></query>",
			"<queryAll><queryString>SELECT Id, AccountId, Account.Name FROM Opportunity LIMIT 2000</queryString></queryAll>",
			"<describeSObject><sObjectType>Opportunity</sObjectType></describeSObject>",
			"<describeSObjects><sObjectType>Account</sObjectType><sObjectType>Contract</sObjectType>"
					+ "<sObjectType>User</sObjectType><sObjectType>Organization</sObjectType></describeSObjects>",
			"<describeGlobal/>", "<getUserInfo/>", "<getServerTimestamp/>",
			"<retrieve><fieldList>Id,Name</fieldList><sObjectType>User</sObjectType><ids>005000000000001AAA</ids></retrieve>",
			"<login><username>integracion@agencia-andina.example</username><password>sandbox-password</password></login>" })
	void answersAreValid(String operation) throws Exception {
		String answer = salesforce.soap("/services/Soap/u/47.0", session, operation).body();
		assertThat(answer).contains("Response>").doesNotContain("soapenv:Fault");
		validate(answer);
	}

	@Test
	void logoutAndTheNextPageAreValid() throws Exception {
		salesforce.admin("POST", "/settings", "{\"pageCap\": 50}");
		String first = salesforce
			.soap("/services/Soap/u/47.0", session,
					"<query><queryString>SELECT Id, Description FROM Opportunity</queryString></query>")
			.body();
		String locator = first.replaceAll("(?s).*<queryLocator>(.*?)</queryLocator>.*", "$1");
		String next = salesforce
			.soap("/services/Soap/u/47.0", session,
					"<queryMore><queryLocator>" + locator + "</queryLocator></queryMore>")
			.body();
		assertThat(next).contains("queryMoreResponse");
		validate(first);
		validate(next);
		String leaving = salesforce.world.sessions().open();
		validate(salesforce.soap("/services/Soap/u/47.0", leaving, "<logout/>").body());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<query><queryString>SELECT</queryString></query>",
			"<query><queryString>SELECT Id FROM Nothing</queryString></query>",
			"<query><queryString>SELECT Nothing FROM Account</queryString></query>",
			"<query><queryString>SELECT Id FROM Account WHERE Id = 'x'</queryString></query>",
			"<queryMore><queryLocator>x</queryLocator></queryMore>",
			"<retrieve><fieldList>Id</fieldList><sObjectType>User</sObjectType><ids>x</ids></retrieve>",
			"<login><username>x</username><password>x</password></login>" })
	void faultsAreValid(String operation) throws Exception {
		String answer = salesforce.soap("/services/Soap/u/47.0", session, operation).body();
		assertThat(answer).contains("soapenv:Fault");
		validate(answer);
	}

	@Test
	void theSchemaWouldRefuseAnElementOutOfPlace() throws Exception {
		String answer = salesforce.soap("/services/Soap/u/47.0", session, "<getUserInfo/>").body();
		String wrong = answer.replaceAll("<userId>.*</userId>", "")
			.replace("<profileId>", "<userId>x</userId><profileId>");
		assertThat(wrong).isNotEqualTo(answer);
		assertThatThrownBy(() -> validate(wrong)).isInstanceOf(SAXException.class);
	}

	/**
	 * Validates the header's blocks, and the payload or the fault's detail.
	 */
	private static void validate(String answer) throws Exception {
		Document document = parse(new InputSource(new StringReader(answer)));
		List<Element> blocks = new ArrayList<>();
		for (String container : List.of("Header", "Body")) {
			NodeList found = document.getElementsByTagNameNS("http://schemas.xmlsoap.org/soap/envelope/", container);
			for (int i = 0; i < found.getLength(); i++) {
				blocks.addAll(children(found.item(i)));
			}
		}
		NodeList detail = document.getElementsByTagName("detail");
		if (detail.getLength() > 0) {
			blocks = children(detail.item(0));
		}
		assertThat(blocks).isNotEmpty();
		for (Element block : blocks) {
			// A prefix that is used in xsi:type only gets lost when a part is written
			// alone.
			block.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:sf",
					document.getDocumentElement().getAttribute("xmlns:sf"));
			schema.newValidator().validate(new StreamSource(new StringReader(text(block))));
		}
	}

	/**
	 * The WSDL's schemas name each other by namespace alone; in files they find each
	 * other.
	 */
	private static Schema schema(Path wsdl) throws Exception {
		NodeList found = parse(new InputSource(wsdl.toUri().toString())).getElementsByTagNameNS(XSD, "schema");
		List<Source> sources = new ArrayList<>();
		for (int i = 0; i < found.getLength(); i++) {
			Element schema = (Element) found.item(i);
			for (String prefix : List.of("fns", "tns", "ens", "xsd")) {
				schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, switch (prefix) {
					case "fns" -> "urn:fault.partner.soap.sforce.com";
					case "tns" -> "urn:partner.soap.sforce.com";
					case "ens" -> "urn:sobject.partner.soap.sforce.com";
					default -> XSD;
				});
			}
			for (Element child : children(schema)) {
				if (child.getLocalName().equals("import")) {
					child.setAttribute("schemaLocation", file(child.getAttribute("namespace")).toUri().toString());
				}
			}
			Path file = file(schema.getAttribute("targetNamespace"));
			Files.writeString(file, text(schema));
			sources.add(new StreamSource(file.toFile()));
		}
		return SchemaFactory.newInstance(XSD).newSchema(sources.toArray(new Source[0]));
	}

	private static Path file(String namespace) {
		return directory.resolve(namespace.replaceAll("\\W", "-") + ".xsd");
	}

	private static Document parse(InputSource source) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder().parse(source);
	}

	private static String text(Node node) throws Exception {
		StringWriter writer = new StringWriter();
		TransformerFactory.newInstance().newTransformer().transform(new DOMSource(node), new StreamResult(writer));
		return writer.toString();
	}

	private static List<Element> children(Node node) {
		List<Element> children = new ArrayList<>();
		for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element element) {
				children.add(element);
			}
		}
		return children;
	}

}
