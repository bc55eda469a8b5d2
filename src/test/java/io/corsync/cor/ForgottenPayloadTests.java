package io.corsync.cor;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Payloads whose values are forgotten.
 */
class ForgottenPayloadTests {

	private static final Payload KNOWN = Payload.parse("""
			{"name":"Ñandú & Cía.","estimated":1500.50,"billable":true,"brief":null,"client_id":"001000000000001AAA",
			"archived":false}""");

	@Test
	void haveNoValueAnyMoreButTheSameFields() {
		Payload forgotten = KNOWN.forgotten();
		assertThat(forgotten.text()).doesNotContain("Ñandú", "true").contains("001000000000001AAA");
		// By chance a hash may have the amount's digits, but nothing beside a hash is
		// there.
		assertThat(Set.of("name", "estimated", "billable")).allSatisfy((field) -> assertThat(forgotten.get(field))
			.hasToString("{\"forgotten\":\"%s\"}".formatted(forgotten.get(field).path("forgotten").asString())));
		assertThat(forgotten.get("estimated").path("forgotten").asString()).matches("[0-9a-f]{16}\\.[0-9a-f]{64}");
		assertThat(forgotten.names()).isEqualTo(KNOWN.names());
		assertThat(forgotten.anyForgotten()).isTrue();
		assertThat(KNOWN.anyForgotten()).isFalse();
		assertThat(Payload.parse(forgotten.text())).isEqualTo(forgotten);
	}

	@Test
	void differFromNothingThatIsTheSameAndTellWhichFieldsChanged() {
		Payload forgotten = Payload.parse(KNOWN.forgotten().text());
		assertThat(KNOWN.differingFrom(forgotten).isEmpty()).isTrue();
		assertThat(forgotten.differingFrom(KNOWN).isEmpty()).isTrue();
		Payload changed = Payload
			.parse("""
					{"name":"Ñandú & Cía","estimated":1500.5,"billable":false,"brief":"new","client_id":"001000000000001AAA"}""");
		assertThat(changed.differingFrom(forgotten).names()).containsExactly("billable", "brief", "name");
	}

	@Test
	void areTheSameWhenTheyAreForgottenTwice() {
		Payload once = KNOWN.forgotten();
		assertThat(once.forgotten()).isEqualTo(once);
	}

	@Test
	void tellNothingAboutEachOther() {
		Payload one = KNOWN.forgotten();
		Payload other = KNOWN.forgotten();
		assertThat(one.get("name")).isNotEqualTo(other.get("name"));
	}

	@Test
	void canNotBeSent() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Json.request(null, KNOWN.forgotten()));
		assertThat(Json.request(null, KNOWN.forgotten().only(Set.of("client_id", "archived")))).isNotEmpty();
	}

}
