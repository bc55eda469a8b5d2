package io.corsync.salesforce;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.batch.infrastructure.item.ExecutionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SourceRowTests {

	private static final Instant STAMP = Instant.parse("2026-11-23T10:00:00Z");

	private final SoapServer server = new SoapServer();

	private final SteppingClock clock = new SteppingClock();

	private final SoapSalesforce salesforce = Settings.salesforce(this.server, this.clock);

	@AfterEach
	void stop() {
		this.salesforce.close();
		this.server.close();
	}

	private SourceRow read(String xml, String... fields) throws Exception {
		this.server.rows.add(new SoapServer.Row(STAMP, SoapServer.id(1), xml));
		SourceReader reader = this.salesforce
			.reader(new SourceQuery("Opportunity", new TreeSet<>(Arrays.asList(fields)), List.of(), false));
		reader.open(new ExecutionContext());
		try {
			return java.util.Objects.requireNonNull(reader.read());
		}
		finally {
			reader.close();
		}
	}

	@Test
	void keepsTextsAsSalesforceWroteThem() throws Exception {
		SourceRow row = read(
				"<sf:Amount>1.0E7</sf:Amount><sf:CloseDate>2026-11-23</sf:CloseDate>"
						+ "<sf:Name> A &amp; B &lt;ñ&gt; 漢字 😀 </sf:Name><sf:IsWon>true</sf:IsWon>",
				"Amount", "CloseDate", "Name", "IsWon");
		assertThat(row.text("Amount")).isEqualTo("1.0E7");
		assertThat(row.text("CloseDate")).isEqualTo("2026-11-23");
		assertThat(row.text("Name")).isEqualTo(" A & B <ñ> 漢字 😀 ");
		assertThat(row.text("iswon")).isEqualTo("true");
		assertThat(row.systemModstamp()).isEqualTo(STAMP);
		assertThat(row.object()).isEqualTo("Opportunity");
	}

	@Test
	void keepsADateADateEvenIfTheServerTypesIt() throws Exception {
		SourceRow row = read("<sf:CloseDate xsi:type=\"xsd:date\">2026-11-23</sf:CloseDate>"
				+ "<sf:CreatedDate xsi:type=\"xsd:dateTime\">2026-11-23T10:00:00.000Z</sf:CreatedDate>"
				+ "<sf:Amount xsi:type=\"xsd:double\">12.5</sf:Amount>", "CloseDate", "CreatedDate", "Amount");
		assertThat(row.text("CloseDate")).isEqualTo("2026-11-23");
		assertThat(row.text("CreatedDate")).isEqualTo("2026-11-23T10:00:00Z");
		assertThat(row.text("Amount")).isEqualTo("12.5");
	}

	@Test
	void nilEmptyAndAbsentAreNoValue() throws Exception {
		SourceRow row = read("<sf:Name xsi:nil=\"true\"/><sf:Description></sf:Description>", "Name", "Description",
				"Amount");
		assertThat(row.text("Name")).isNull();
		assertThat(row.text("Description")).isNull();
		assertThat(row.text("Amount")).isNull();
		assertThat(row.text("NeverAsked")).isNull();
	}

	@Test
	void takesTheObjectsNameForNoFieldThatIsCalledType() throws Exception {
		SourceRow row = read(
				"<sf:Type xsi:nil=\"true\"/><sf:Account xsi:type=\"sf:sObject\"><sf:type>Account"
						+ "</sf:type><sf:Id xsi:nil=\"true\"/><sf:Type xsi:nil=\"true\"/></sf:Account>",
				"Type", "Account.Type");
		assertThat(row.text("Type")).isNull();
		assertThat(row.text("Account.Type")).isNull();
		assertThat(row.object()).isEqualTo("Opportunity");
	}

	@Test
	void readsAFieldThatIsCalledType() throws Exception {
		assertThat(read("<sf:Type>New Business</sf:Type>", "type").text("Type")).isEqualTo("New Business");
	}

	@Test
	void readsParentsAtAnyDepth() throws Exception {
		SourceRow row = read("<sf:Account xsi:nil=\"true\"/><sf:Contract xsi:type=\"sf:sObject\"><sf:type>Contract"
				+ "</sf:type><sf:Id>800000000000001</sf:Id><sf:Id>800000000000001</sf:Id><sf:Account xsi:type=\"sf:sObject\">"
				+ "<sf:type>Account</sf:type><sf:Id xsi:nil=\"true\"/><sf:Name>Deep</sf:Name></sf:Account></sf:Contract>"
				+ "<sf:AccountId>001000000000001</sf:AccountId>", "Account.Name", "Contract.Account.Name",
				"Contract.Id", "AccountId");
		assertThat(row.parent("Account")).isNull();
		assertThat(row.text("Account.Name")).isNull();
		assertThat(row.text("contract.account.name")).isEqualTo("Deep");
		assertThat(row.parent("Contract")).extracting(SourceRow::object, SourceRow::id)
			.containsExactly("Contract", "800000000000001AAA");
		assertThat(row.parent("Contract.Account")).extracting(SourceRow::object).isEqualTo("Account");
		assertThat(row.text("AccountId")).isEqualTo("001000000000001AAA");
		assertThat(row.parent("Owner.Manager")).isNull();
	}

	@Test
	void canBeMadeByHand() {
		SourceRow account = new SourceRow("Account", Map.of("Name", "Agency"), Map.of());
		SourceRow row = new SourceRow("Opportunity",
				Map.of("Id", "006000000000001AAA", "SystemModstamp", "2026-11-23T10:00:00.000Z"),
				Map.of("Account", account));
		assertThat(row.text("ID")).isEqualTo("006000000000001AAA");
		assertThat(row.text("account.NAME")).isEqualTo("Agency");
		assertThat(row.parent("Account")).isSameAs(account);
		assertThat(row.systemModstamp()).isEqualTo(STAMP);
		assertThat(row).hasToString("Opportunity 006000000000001AAA");
		assertThatIllegalStateException().isThrownBy(account::id).withMessageContaining("Id");
	}

}
