package io.corsync.sync;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FilterPartsTests {

	@Test
	void takesAConditionApartAtItsOutermostAnds() {
		assertThat(FilterParts.of("IsWon = true and Amount > 0 AND (A__c = 1 OR B__c = 2)"))
			.containsExactly("IsWon = true", "Amount > 0", "(A__c = 1 OR B__c = 2)");
	}

	@Test
	void keepsWhatStandsInQuotesTogether() {
		assertThat(FilterParts.of("Name = 'Salt AND (Pepper' AND Type = 'it\\'s AND'"))
			.containsExactly("Name = 'Salt AND (Pepper'", "Type = 'it\\'s AND'");
	}

	@Test
	void keepsItTogetherBesideAnOr() {
		assertThat(FilterParts.of("A = 1 AND B = 2 OR C = 3")).containsExactly("A = 1 AND B = 2 OR C = 3");
	}

	@Test
	void looksIntoParenthesesAroundEverything() {
		assertThat(FilterParts.of("(A = 1 AND B = 2)")).containsExactly("A = 1", "B = 2");
		assertThat(FilterParts.of("(A = 1) AND (B = 2)")).containsExactly("(A = 1)", "(B = 2)");
		assertThat(FilterParts.of("(A = 1 OR B = 2)")).containsExactly("(A = 1 OR B = 2)");
	}

	@Test
	void doesNotTakeNamesForWords() {
		assertThat(FilterParts.of("Brand__c = 'x' AND Order.Number > 1 AND ANDROID__c = true"))
			.containsExactly("Brand__c = 'x'", "Order.Number > 1", "ANDROID__c = true");
	}

}
