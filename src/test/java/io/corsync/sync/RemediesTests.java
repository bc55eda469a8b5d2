package io.corsync.sync;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import io.corsync.ledger.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every cause that we name ourselves has a remedy.
 */
class RemediesTests {

	@Test
	void knowEveryCauseOfOurOwn() throws IllegalAccessException {
		List<String> causes = new ArrayList<>();
		for (Field field : Causes.class.getDeclaredFields()) {
			if (field.getType() == String.class) {
				causes.add((String) field.get(null));
			}
		}
		assertThat(causes).hasSizeGreaterThan(10);
		assertThat(Remedies.causes()).containsAll(causes);
	}

	@Test
	void haveWordsForWhatNobodyHasDocumented() {
		for (State state : State.STUCK) {
			for (String cause : List.of("SomethingNew", "HTTP_418", "HTTP_599")) {
				assertThat(Remedies.of(cause, state).means()).isNotBlank();
				assertThat(Remedies.of(cause, state).remedy()).endsWith(".");
			}
			assertThat(Remedies.next(state)).endsWith(".");
		}
	}

}
