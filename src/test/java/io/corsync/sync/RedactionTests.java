package io.corsync.sync;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names are taken out of texts.
 */
class RedactionTests {

	@Test
	void whereTheyStandByThemselves() {
		Redaction redaction = Redaction.of(List.of("Ana", "Ana María"));
		assertThat(redaction.apply("Its client Ana (001) and Ana María, not Anabel or Mariana."))
			.isEqualTo("Its client (forgotten) (001) and (forgotten), not Anabel or Mariana.");
	}

	@Test
	void alsoInJson() {
		Redaction redaction = Redaction.of(List.of("Ñandú \"& Cía.\""));
		assertThat(redaction.apply("{\"m\":\"Ñandú \\\"& Cía.\\\" ya existe\"}"))
			.isEqualTo("{\"m\":\"(forgotten) ya existe\"}");
		assertThat(redaction.apply("{\"m\":\"\\u00D1and\\u00FA \\\"& C\\u00EDa.\\\"\"}"))
			.isEqualTo("{\"m\":\"(forgotten)\"}");
		assertThat(redaction.apply("{\"m\":\"\\u00f1 \\u00d1and\\u00fa \\\"& C\\u00eda.\\\"\"}"))
			.isEqualTo("{\"m\":\"\\u00f1 (forgotten)\"}");
	}

	@Test
	void butNotWhenTheyAreTooShortToMeanAnything() {
		Redaction redaction = Redaction.of(List.of("", " ", "AB"));
		assertThat(redaction.names()).isEmpty();
		assertThat(redaction.apply("AB and C")).isEqualTo("AB and C");
	}

	@Test
	void whateverSignsTheyHave() {
		assertThat(Redaction.of(List.of("$1 (Q?) \\E")).apply("a $1 (Q?) \\E b")).isEqualTo("a (forgotten) b");
	}

}
