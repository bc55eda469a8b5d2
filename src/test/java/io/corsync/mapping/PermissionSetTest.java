package io.corsync.mapping;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class PermissionSetTest {

	@Test
	void grantsWhatTheDefaultMappingReads() throws Exception {
		String xml = PermissionSet
			.xml(new MappingCheck(Org.standard()::describe).access(MappingFile.defaults(), List.of()));
		Document document = parse(xml);
		assertThat(texts(document, "field")).containsExactly("Account.Description", "Account.Phone", "Account.Website",
				"Contract.Description", "Contract.EndDate", "Contract.Name", "Contract.StartDate",
				"Opportunity.AccountId", "Opportunity.Amount", "Opportunity.ContractId", "Opportunity.Description");
		assertThat(texts(document, "object")).containsExactly("Account", "Contract", "Opportunity");
		assertThat(texts(document, "allowRead")).containsOnly("true");
		assertThat(texts(document, "allowEdit")).containsOnly("false");
		assertThat(texts(document, "editable")).containsOnly("false");
		assertThat(texts(document, "label")).containsExactly("COR Sync");
		assertThat(texts(document, "name")).containsExactly("ApiEnabled");
		assertThat(xml).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"")
			.contains("by hand: Account.Name, Contract.AccountId, Contract.ContractNumber, Contract.Status, "
					+ "Opportunity.CloseDate, Opportunity.Name ");
	}

	@Test
	void asksForTheWholeOfAnAddressAndForNoUserObject() throws Exception {
		String xml = xml("Account.BillingCity", "Account.BillingCountryCode", "Account.Home__Street__s", "User.Email",
				"User.Cost_Center__c", "Region__c.Code__c");
		Document document = parse(xml);
		assertThat(texts(document, "field")).containsExactly("Account.BillingAddress", "Account.Home__c",
				"Region__c.Code__c", "User.Cost_Center__c");
		assertThat(texts(document, "object")).containsExactly("Account", "Region__c");
	}

	@Test
	void escapesNames() throws Exception {
		Document document = parse(xml("Opportunity.<&>__c"));
		assertThat(texts(document, "field")).containsExactly("Opportunity.<&>__c");
	}

	private static String xml(String... fields) {
		TreeSet<ObjectField> set = new TreeSet<>();
		for (String field : fields) {
			int dot = field.indexOf('.');
			set.add(new ObjectField(field.substring(0, dot), field.substring(dot + 1)));
		}
		return PermissionSet.xml(new ReadAccess(set, new TreeSet<>()));
	}

	private static Document parse(String xml) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
	}

	private static List<String> texts(Document document, String element) {
		NodeList nodes = document.getElementsByTagNameNS("http://soap.sforce.com/2006/04/metadata", element);
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			texts.add(nodes.item(i).getTextContent());
		}
		return texts;
	}

}
