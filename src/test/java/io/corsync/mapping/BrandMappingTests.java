package io.corsync.mapping;

import java.time.ZoneOffset;
import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.salesforce.SourceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Brands and products, whose Salesforce objects each org names.
 */
class BrandMappingTests {

	private static final String FILE = """
			version: 1
			project:
			  name: Name
			  client_id: AccountId
			  brand_id: { from: Brand__c, if-refused: send-without }
			  product_id: Product__c
			client:
			  name: Name
			brand:
			  object: Brand__c
			  name: Name
			  client_id: Account__c
			product:
			  object: Product__c
			  name: Name
			  client_id: Brand__r.Account__c
			  brand_id: Brand__c
			  description: Description__c
			""";

	private static final String BRAND = "a0B000000000001AAA";

	private static final String OTHER_BRAND = "a0B000000000002AAA";

	private static final String PRODUCT = "a0P000000000001AAA";

	private final Mapping mapping = MappingFile.read(FILE, "my.yml").bind(ZoneOffset.UTC);

	private static SourceRow opportunity() {
		return Rows.row(Rows.OPPORTUNITY_ID)
			.with("Name", "Website")
			.with("AccountId", Rows.ACCOUNT_ID)
			.with("Brand__c", BRAND)
			.with("Product__c", PRODUCT)
			.parent("Account", Rows.ACCOUNT_ID)
			.with("Account.Name", "Acme")
			.parent("Brand__r", BRAND)
			.with("Brand__r.Name", "Río")
			.with("Brand__r.Account__c", Rows.ACCOUNT_ID)
			.parent("Brand__r.Account__r", Rows.ACCOUNT_ID)
			.with("Brand__r.Account__r.Name", "Acme")
			.parent("Product__r", PRODUCT)
			.with("Product__r.Name", "Café")
			.with("Product__r.Brand__c", OTHER_BRAND)
			.parent("Product__r.Brand__r", OTHER_BRAND)
			.with("Product__r.Brand__r.Name", "Añil")
			.with("Product__r.Brand__r.Account__c", Rows.OTHER_ACCOUNT_ID)
			.parent("Product__r.Brand__r.Account__r", Rows.OTHER_ACCOUNT_ID)
			.with("Product__r.Brand__r.Account__r.Name", "Acme Holding")
			.build();
	}

	@Test
	void aRowBringsItsBrandAndProductWithTheirOwnParents() {
		MappedOpportunity mapped = this.mapping.opportunity(opportunity());
		assertThat(mapped.parents()).extracting(Mapped::kind, Mapped::name)
			.containsExactly(tuple(Kind.CLIENT, "Acme"), tuple(Kind.CLIENT, "Acme Holding"), tuple(Kind.BRAND, "Río"),
					tuple(Kind.BRAND, "Añil"), tuple(Kind.PRODUCT, "Café"));
		assertThat(mapped.parents().get(4).payload().text())
			.isEqualTo("{\"brand_id\":\"%s\",\"client_id\":\"%s\",\"name\":\"Café\"}".formatted(OTHER_BRAND,
					Rows.OTHER_ACCOUNT_ID));
		assertThat(mapped.project().references()).containsExactlyInAnyOrder(
				new Mapped.Reference("client_id", Kind.CLIENT, Rows.ACCOUNT_ID),
				new Mapped.Reference("brand_id", Kind.BRAND, BRAND, true),
				new Mapped.Reference("product_id", Kind.PRODUCT, PRODUCT));
	}

	@Test
	void aProductAloneBringsItsBrandAndClient() {
		SourceRow row = Rows.row(PRODUCT)
			.with("Name", "Café")
			.with("Brand__c", BRAND)
			.parent("Brand__r", BRAND)
			.with("Brand__r.Name", "Río")
			.with("Brand__r.Account__c", Rows.ACCOUNT_ID)
			.parent("Brand__r.Account__r", Rows.ACCOUNT_ID)
			.with("Brand__r.Account__r.Name", "Acme")
			.build();
		Mapped product = this.mapping.entity(Kind.PRODUCT, row);
		assertThat(this.mapping.parents(product, row)).extracting(Mapped::name).containsExactly("Acme", "Río");
		assertThat(this.mapping.object(Kind.PRODUCT)).isEqualTo("Product__c");
		assertThat(this.mapping.object(Kind.CONTRACT)).isNull();
	}

	@Test
	void selectsEverythingThatRidesAlong() {
		assertThat(this.mapping.opportunityFields()).contains("Brand__c", "Brand__r.Name", "Brand__r.SystemModstamp",
				"Brand__r.Account__r.Name", "Product__r.Brand__r.Account__r.SystemModstamp",
				"Product__r.Description__c");
		assertThat(this.mapping.fields(Kind.BRAND)).containsExactly("Account__c", "Account__r.Id", "Account__r.Name",
				"Account__r.SystemModstamp", "Id", "Name", "SystemModstamp");
		assertThat(this.mapping.parentsRead()).isEmpty();
	}

	@Test
	void aProjectThatReadsItsBrandIsReadAgainWithIt() {
		String text = FILE.replace("  name: Name\n  client_id: AccountId",
				"  name: Name\n  brief: Brand__r.Category__c\n  work_order: Region__r.Code__c\n  client_id: AccountId");
		assertThat(MappingFile.read(text, "my.yml").bind(ZoneOffset.UTC).parentsRead()).containsExactly("Brand__r");
	}

	@Test
	void withoutASectionTheIdsAreValuesOfTheirOwn() {
		Mapping plain = MappingFile
			.read("version: 1\nproject: { name: Name, brand_id: Region__r.Brand_Code__c, product_id: Code__c }\n",
					"my.yml")
			.bind(ZoneOffset.UTC);
		Mapped project = plain.entity(Kind.PROJECT,
				Rows.row(Rows.OPPORTUNITY_ID).with("Name", "Website").with("Code__c", "P-7").build());
		assertThat(project.payload().text()).isEqualTo("{\"name\":\"Website\",\"product_id\":\"P-7\"}");
		assertThat(project.references()).isEmpty();
	}

	@Test
	void sendingWithoutChangesTheMeaning() {
		assertThat(MappingFile.read(FILE.replace(", if-refused: send-without", ""), "my.yml")
			.bind(ZoneOffset.UTC)
			.version()).isNotEqualTo(this.mapping.version());
		assertThat(MappingFile.read(FILE.replace("send-without", "wait"), "my.yml").bind(ZoneOffset.UTC).version())
			.isEqualTo(MappingFile.read(FILE.replace(", if-refused: send-without", ""), "my.yml")
				.bind(ZoneOffset.UTC)
				.version());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					  object: Brand__c | '' | brand.object is missing: Salesforce has no standard object for brands; add a line with the API name of yours, such as `object: Brand__c`
					  object: Brand__c | 'object: Brand c' | brand.object is "Brand c", which cannot be the name of an object; write an API name such as Brand__c
					  client_id: Account__c | '' | brand.client_id is missing, COR requires it; add a line such as `client_id: AccountId`
					  client_id: Account__c | 'client_id: Owner__r.Name' | brand.client_id has "Owner__r.Name", which is no lookup field; write the lookup to the record itself, such as AccountId
					  client_id: Account__c | 'client_id: { from: Account__c, if-refused: send-without }' | brand.client_id.if-refused cannot be send-without: COR requires client_id; remove `if-refused: send-without`
					  brand_id: { from: Brand__c, if-refused: send-without } | 'brand_id: { constant: x }' | project.brand_id is not read from a lookup field; write the lookup to the record itself, such as Brand__c
					  product_id: Product__c | '' | product is never used: no project refers to a product; add product_id to the section `project:` or remove this section
					  description: Description__c | 'object__c: X' | product.object__c is no field of COR's products; known are brand_id, client_id, description, name
					""")
	void tellsWhatIsWrong(String line, String instead, String words) {
		assertThat(problems(FILE.replace("  " + line + "\n", instead.isEmpty() ? "" : "  " + instead + "\n")))
			.anySatisfy((problem) -> assertThat(problem).endsWith(words));
	}

	@Test
	void aProductNeedsItsBrand() {
		String text = FILE.substring(0, FILE.indexOf("brand:")) + FILE.substring(FILE.indexOf("product:"));
		assertThat(problems(text)).anySatisfy((problem) -> assertThat(problem).endsWith(
				"product.brand_id refers to a brand, but the mapping makes none; add the section `brand:` or remove this line"));
	}

	private static List<String> problems(String text) {
		return catchThrowableOfType(MappingException.class, () -> MappingFile.read(text, "my.yml")).problems()
			.stream()
			.map(MappingProblem::toString)
			.toList();
	}

}
