package io.corsync.salesforce;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Pieces of answers in the shape of the Partner WSDL.
 */
final class Xml {

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	static final String LIMITS = "<soapenv:Header><LimitInfoHeader><limitInfo><current>41</current>"
			+ "<limit>15000</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader></soapenv:Header>";

	static final String USER_INFO = userInfo("00D000000000001");

	static final String ORGANIZATION = "<result xsi:type=\"QueryResult\"><done>true</done>"
			+ "<queryLocator xsi:nil=\"true\"/><records xsi:type=\"sf:sObject\"><sf:type>Organization</sf:type>"
			+ "<sf:Id>00D000000000001AAA</sf:Id><sf:Id>00D000000000001AAA</sf:Id><sf:Name>Agency &amp; Sons</sf:Name>"
			+ "<sf:IsSandbox>false</sf:IsSandbox><sf:TimeZoneSidKey>America/Argentina/Buenos_Aires</sf:TimeZoneSidKey>"
			+ "</records><size>1</size></result>";

	static final String DESCRIBE = "<result><activateable>false</activateable><createable>true</createable>"
			+ "<custom>false</custom><customSetting>false</customSetting><deletable>true</deletable>"
			+ "<deprecatedAndHidden>false</deprecatedAndHidden><feedEnabled>true</feedEnabled>"
			+ field("AccountId", "Account ID", "reference",
					"<referenceTo>Account</referenceTo><relationshipName>Account</relationshipName>")
			+ field("Amount", "Amount", "currency", "")
			+ field("StageName", "Stage", "picklist",
					"<picklistValues><active>true</active><defaultValue>false</defaultValue><label>Won</label>"
							+ "<value>Closed Won</value></picklistValues><picklistValues><active>false</active>"
							+ "<defaultValue>false</defaultValue><label>Old</label><value>Old</value></picklistValues>")
			+ "<keyPrefix>006</keyPrefix><label>Opportunity</label><labelPlural>Opportunities</labelPlural>"
			+ "<layoutable>true</layoutable><mergeable>false</mergeable><mruEnabled>true</mruEnabled>"
			+ "<name>Opportunity</name><queryable>true</queryable><replicateable>true</replicateable>"
			+ "<retrieveable>true</retrieveable><searchable>true</searchable><triggerable>true</triggerable>"
			+ "<undeletable>true</undeletable><updateable>true</updateable></result>";

	private Xml() {
	}

	static String stamp(Instant instant) {
		return STAMP.format(instant);
	}

	static String userInfo(String organization) {
		return "<result><accessibilityMode>false</accessibilityMode><chatterExternal>false</chatterExternal>"
				+ "<currencySymbol>$</currencySymbol><orgAttachmentFileSizeLimit>5242880</orgAttachmentFileSizeLimit>"
				+ "<orgDefaultCurrencyIsoCode>ARS</orgDefaultCurrencyIsoCode><orgDisallowHtmlAttachments>false"
				+ "</orgDisallowHtmlAttachments><orgHasPersonAccounts>false</orgHasPersonAccounts><organizationId>"
				+ organization + "</organizationId><organizationMultiCurrency>false</organizationMultiCurrency>"
				+ "<organizationName>Agency</organizationName><profileId>00e000000000001AAA</profileId>"
				+ "<roleId xsi:nil=\"true\"/><sessionSecondsValid>7200</sessionSecondsValid>"
				+ "<userDefaultCurrencyIsoCode xsi:nil=\"true\"/><userEmail>a@example.com</userEmail>"
				+ "<userFullName>Integration</userFullName><userId>005000000000001AAA</userId>"
				+ "<userLanguage>en_US</userLanguage><userLocale>en_US</userLocale><userName>sync@example.com</userName>"
				+ "<userTimeZone>Europe/Madrid</userTimeZone><userType>Standard</userType>"
				+ "<userUiSkin>Theme3</userUiSkin></result>";
	}

	static String login(String server, String session) {
		return "<result><metadataServerUrl>" + server + "</metadataServerUrl><passwordExpired>false</passwordExpired>"
				+ "<sandbox>false</sandbox><serverUrl>" + server + "</serverUrl><sessionId>" + session
				+ "</sessionId><userId>005000000000001AAA</userId><userInfo>"
				+ USER_INFO.substring("<result>".length(), USER_INFO.length() - "</result>".length())
				+ "</userInfo></result>";
	}

	static String envelope(String header, String body) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
				+ " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\""
				+ " xmlns:sf=\"urn:sobject.partner.soap.sforce.com\""
				+ " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
				+ " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">" + header + "<soapenv:Body>" + body
				+ "</soapenv:Body></soapenv:Envelope>";
	}

	static String fault(String code, String message) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
				+ " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
				+ " xmlns:sf=\"urn:fault.partner.soap.sforce.com\""
				+ " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><soapenv:Fault>"
				+ "<faultcode>sf:" + code + "</faultcode><faultstring>" + code + ": " + message + "</faultstring>"
				+ "<detail><sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\"><sf:exceptionCode>" + code
				+ "</sf:exceptionCode><sf:exceptionMessage>" + message + "</sf:exceptionMessage>"
				+ "</sf:UnexpectedErrorFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>";
	}

	private static String field(String name, String label, String type, String more) {
		String flags = "<autoNumber>false</autoNumber><byteLength>18</byteLength><calculated>false</calculated>"
				+ "<caseSensitive>false</caseSensitive><createable>true</createable><custom>false</custom>"
				+ "<defaultedOnCreate>false</defaultedOnCreate><deprecatedAndHidden>false</deprecatedAndHidden>"
				+ "<digits>0</digits><filterable>true</filterable><groupable>true</groupable>"
				+ "<idLookup>false</idLookup>";
		String names = "<label>" + label + "</label><length>18</length><name>" + name + "</name>"
				+ "<nameField>false</nameField><namePointing>false</namePointing><nillable>true</nillable>"
				+ "<permissionable>true</permissionable>";
		String picklist = more.startsWith("<picklist") ? more : "";
		String reference = more.startsWith("<reference") ? more : "";
		return "<fields>" + flags + names + picklist + "<polymorphicForeignKey>false</polymorphicForeignKey>"
				+ "<precision>0</precision><queryByDistance>false</queryByDistance>" + reference
				+ "<restrictedPicklist>false</restrictedPicklist><scale>0</scale>"
				+ "<searchPrefilterable>false</searchPrefilterable><soapType>xsd:string</soapType>"
				+ "<sortable>true</sortable><type>" + type + "</type><unique>false</unique>"
				+ "<updateable>true</updateable></fields>";
	}

}
