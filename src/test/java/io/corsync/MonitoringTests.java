package io.corsync;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard and the alert rules can be read; {@link MonitoringIT} holds them against
 * what {@code serve} tells.
 */
class MonitoringTests {

	@Test
	void everyExpressionIsWellFormed() throws IOException {
		assertThat(Monitoring.expressions()).hasSizeGreaterThan(20)
			.allSatisfy((expression) -> assertThat(Monitoring.readable(expression)).as(expression).isTrue());
	}

	@Test
	void brokenExpressionsAreNot() {
		for (String broken : List.of("max(a{job=\"x\"}", "max(a{job=x})", "sum(a{job=\"x\"}) b",
				"rat(a{job=\"x\"}[5m])", "sum(a{job=\"x\"}[5 m])", "a{job=\"x\"} = 1")) {
			assertThat(Monitoring.readable(broken)).as(broken).isFalse();
		}
	}

	@Test
	void everyAlertSaysWhatIsWrongAndWhatToDo() throws IOException {
		Set<Object> names = new HashSet<>();
		for (Map<String, Object> rule : Monitoring.rules()) {
			assertThat(rule.keySet()).isSubsetOf("alert", "expr", "for", "labels", "annotations")
				.contains("alert", "expr", "labels", "annotations");
			assertThat(names.add(rule.get("alert"))).as("%s is there once", rule).isTrue();
			assertThat((String) rule.getOrDefault("for", "1m")).matches("\\d+[smhd]");
			assertThat(rule.get("labels").toString()).matches("\\{severity=(warning|critical)}");
			assertThat(((Map<?, ?>) rule.get("annotations")).keySet().toString()).isEqualTo("[summary, description]");
		}
	}

	@Test
	void everyPanelHasANumberAPlaceAndASource() throws IOException {
		Set<Integer> ids = new HashSet<>();
		for (JsonNode panel : Monitoring.dashboard().get("panels")) {
			assertThat(ids.add(panel.get("id").intValue())).isTrue();
			assertThat(panel.get("title").stringValue()).isNotBlank();
			JsonNode place = panel.get("gridPos");
			assertThat(place.get("x").intValue() + place.get("w").intValue()).isLessThanOrEqualTo(24);
			assertThat(panel.get("datasource").get("uid").stringValue()).isEqualTo("${source}");
			Set<String> refs = new HashSet<>();
			panel.get("targets").forEach((target) -> assertThat(refs.add(target.get("refId").stringValue())).isTrue());
		}
	}

}
