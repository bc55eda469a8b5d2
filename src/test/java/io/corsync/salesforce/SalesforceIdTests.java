package io.corsync.salesforce;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SalesforceIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "0063000000aBcDe", "0063000000aBcDeAAK", " 0063000000aBcDeAAK ",
			"https://example.lightning.force.com/lightning/r/Opportunity/0063000000aBcDeAAK/view",
			"https://example.lightning.force.com/lightning/r/0063000000aBcDe/view",
			"https://example.lightning.force.com/lightning/r/Opportunity/0063000000aBcDeAAK/view?ws=%2Flightning",
			"https://example.my.salesforce.com/0063000000aBcDe" })
	void understandsTheSpellingsOfAnId(String text) {
		assertThat(SalesforceId.parse(text).value()).isEqualTo("0063000000aBcDeAAK");
	}

	@Test
	void computesTheSuffixThatSalesforceComputes() {
		// The pair of Salesforce's own article on 15 and 18 characters.
		assertThat(SalesforceId.parse("0013000000abcDE").value()).isEqualTo("0013000000abcDEAAY");
		assertThat(SalesforceId.normalize("00D000000000062")).isEqualTo("00D000000000062EAA");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "006", "0063000000aBcDeAAB", "0063000000abcdeAAK", "0063000000aBcD-",
			"https://example.lightning.force.com/lightning/o/Opportunity/list", "0063000000aBcDeA" })
	void saysWhatIsWrongWithOthers(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SalesforceId.parse(text))
			.withMessageContaining("'" + text + "'");
	}

	@Test
	void leavesTextsAloneThatAreNoIds() {
		assertThat(SalesforceId.normalize("two words here!")).isEqualTo("two words here!");
		assertThat(SalesforceId.normalize("0063000000aBcDeAAK")).isEqualTo("0063000000aBcDeAAK");
	}

}
